using System.Text;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class PartitionListingTests
{
    private const string Database = Sample.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_partition_comes_back_with_its_columns_and_names(Store store)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a:b/1");

        var partition = await metastore.Handler.get_partition(Database, "P", ["a:b", "1"], Cancellation);
        var byName = await metastore.Handler.get_partition_by_name(Database, "p", "hr=1/ds=a%3Ab/x=y", Cancellation);

        Assert.Equal(["a", "b"], partition.Sd!.Cols!.Select(column => column.Name));
        Assert.Equal(("hive", Database, "p"), (partition.CatName, partition.DbName, partition.TableName));
        Assert.EndsWith("/p/ds=a%3Ab/hr=1", partition.Sd.Location, StringComparison.Ordinal);
        Assert.Equal(partition.Values, byName.Values);
    }

    [Theory]
    [EveryStore]
    public async Task Lists_are_in_the_order_of_the_names_bytes_and_cut_there(Store store)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "b/2", "b/12", "B/1", "ä/1", "a/1");

        var all = await metastore.Handler.get_partitions(Database, "p", -1, Cancellation);
        var two = await metastore.Handler.get_partitions(Database, "p", 2, Cancellation);
        var none = await metastore.Handler.get_partitions(Database, "p", 0, Cancellation);
        var names = await metastore.Handler.get_partition_names(Database, "p", 3, Cancellation);

        Assert.Equal(["B/1", "a/1", "b/12", "b/2", "ä/1"], all.Select(SamplePartitions.ValuesOf));
        Assert.Equal(["B/1", "a/1"], two.Select(SamplePartitions.ValuesOf));
        Assert.Empty(none);
        Assert.Equal(["ds=B/hr=1", "ds=a/hr=1", "ds=b/hr=12"], names);
    }

    [Theory]
    [EveryStore]
    public async Task Values_mean_partitions_by_position_and_an_empty_one_is_any(Store store)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "a/2", "ab/1", "b/1");

        var first = await metastore.Handler.get_partition_names_ps(Database, "p", ["a"], -1, Cancellation);
        var second = await metastore.Handler.get_partitions_ps(Database, "p", ["", "1"], 2, Cancellation);
        var tooMany = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_partition_names_ps(Database, "p", ["a", "1", "x"], -1, Cancellation));

        Assert.Equal(["ds=a/hr=1", "ds=a/hr=2"], first);
        Assert.Equal(["a/1", "ab/1"], second.Select(SamplePartitions.ValuesOf));
        Assert.Equal("Incorrect number of partition values. numPartKeys=2, part_val=[a, 1, x]", tooMany.Message);
    }

    [Theory]
    [EveryStore]
    public async Task Unknown_names_are_left_out(Store store)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "b/1");

        var found = await metastore.Handler.get_partitions_by_names(Database, "p", ["ds=b/hr=1", "ds=b", "", "ds=c/hr=1", "DS=a/hr=1"], Cancellation);

        Assert.Equal(["b/1"], found.Select(SamplePartitions.ValuesOf));
    }

    [Theory]
    [EveryStore(1)]
    [EveryStore(2)]
    [EveryStore(3)]
    public async Task Many_names_are_found_however_many_others_lie_between(Store store, int step)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        string[] names = [.. Enumerable.Range(0, 80).SelectMany(i => new[] { $"a{i:d3}", $"ж{i:d3}", $"\uE000{i:d3}", $"😀{i:d3}" }).Order(StringComparer.Ordinal)];
        await SamplePartitions.AddAsync(metastore, [], Cancellation, [.. names.Select(name => $"{name}/1")]);
        string[] asked = [.. names.Where((_, i) => i % step == 0)];

        var found = await metastore.Handler.get_partitions_by_names(
            Database, "p", [.. asked.Reverse().Append("0missing").Append(asked[7]).Select(name => $"ds={name}/hr=1"), "ds=b/hr=1", "ds=😀😀/hr=1"], Cancellation);

        Assert.Equal(asked.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal).Select(name => $"{name}/1"), found.Select(SamplePartitions.ValuesOf));
    }

    [Fact]
    public async Task A_missing_table_is_an_error_but_for_the_request_of_names()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);

        var get = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_partition(Database, "No", ["a"], Cancellation));
        var list = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_partitions(Database, "No", -1, Cancellation));
        var byNames = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_partitions_by_names(Database, "No", [], Cancellation));
        var names = await metastore.Handler.fetch_partition_names_req(new() { DbName = Database, TblName = "No" }, Cancellation);

        Assert.Equal("Unable to get partition because hive.sales.No does not exist", get.Message);
        Assert.Equal("Specified catalog.database.table does not exist : hive.sales.no", list.Message);
        Assert.Equal("hive.sales.No table not found", byNames.Message);
        Assert.Empty(names);
    }

    [Fact]
    public async Task More_partitions_than_the_limit_are_refused_and_names_are_not()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation, new KeyValuePair<string, string?>("Limits:PartitionsPerRequest", "2"));
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "a/2", "a/3", "b/1");

        var all = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_partitions(Database, "p", -1, Cancellation));
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_partitions_ps(Database, "p", ["a"], -1, Cancellation));
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_partitions_pspec(Database, "p", 3, Cancellation));
        var two = await metastore.Handler.get_partitions_ps(Database, "p", ["a"], 2, Cancellation);
        var names = await metastore.Handler.get_partition_names(Database, "p", -1, Cancellation);

        Assert.Equal(
            "Number of partitions scanned (=4) on table 'p' exceeds limit (=2). This is controlled on the metastore server by metastore.limit.partition.request.",
            all.Message);
        Assert.Equal(2, two.Count);
        Assert.Equal(4, names.Count);
    }

    [Fact]
    public async Task Privileges_come_along_only_where_partitions_have_their_own()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, new() { ["PARTITION_LEVEL_PRIVILEGE"] = "TRUE" }, Cancellation, "a/1");

        var asked = await metastore.Handler.get_partitions_ps_with_auth(Database, "p", ["a"], -1, "ann", ["staff"], Cancellation);
        var withoutGroups = await metastore.Handler.get_partitions_with_auth(Database, "p", -1, "ann", null, Cancellation);

        Assert.Equal(["ann"], asked[0].Privileges!.UserPrivileges!.Keys);
        Assert.Equal(["staff"], asked[0].Privileges!.GroupPrivileges!.Keys);
        Assert.Equal(["public"], asked[0].Privileges!.RolePrivileges!.Keys);
        Assert.Null(withoutGroups[0].Privileges);
    }

    [Fact]
    public async Task Columns_and_parameters_are_left_out_on_request()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1");

        var reply = await metastore.Handler.get_partitions_req(
            new() { DbName = Database, TblName = "p", SkipColumnSchemaForPartition = true, IncludeParamKeyPattern = "%n%", ExcludeParamKeyPattern = "tra%" },
            Cancellation);

        Assert.Empty(reply.Partitions![0].Sd!.Cols!);
        Assert.Equal(["n"], reply.Partitions[0].Parameters!.Keys);
    }
}
