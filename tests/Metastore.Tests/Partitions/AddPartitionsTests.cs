using Metastore.Storage;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class AddPartitionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_partition_is_placed_below_its_table_and_read_back_in_full(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);

        var answer = await metastore.Handler.add_partition(SampleTable.Partition("2024", "a/b"), Ct);

        var stored = Assert.Single(await SampleTable.ListAsync(metastore, Ct));
        Assert.EndsWith("/t/y=2024/m=a%2Fb", stored.Sd!.Location, StringComparison.Ordinal);
        Assert.Equal(stored.Sd.Location, answer.Sd!.Location);
        Assert.Equal(["2024", "a/b"], stored.Values);
        Assert.Equal(["a", "b"], stored.Sd.Cols!.Select(column => column.Name));
        Assert.Empty(stored.Sd.SkewedInfo!.SkewedColNames!);
        Assert.Equal(-1, stored.WriteId);
        Assert.Contains("transient_lastDdlTime", answer.Parameters!.Keys);
        Assert.True(Directory.Exists(SampleTable.PathOf(metastore, "y=2024/m=a%2Fb")));
    }

    [Theory]
    [EveryStore]
    public async Task A_batch_is_added_whole_or_not_at_all(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);

        var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => SampleTable.AddAsync(metastore, Ct, ["2024", "2"], ["2024", "1"]));

        Assert.Equal("Partition already exists: Partition(values:[2024, 1], dbName:sales, tableName:t)", error.Message);
        Assert.Equal(["2024/1"], await SampleTable.ListValuesAsync(metastore, Ct));
        Assert.False(Directory.Exists(SampleTable.PathOf(metastore, "y=2024/m=2")));
    }

    [Theory]
    [EveryStore]
    public async Task Partitions_that_exist_are_passed_over_on_request(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);

        var answer = await metastore.Handler.add_partitions_req(
            new() { DbName = SampleTable.Database, TblName = SampleTable.Table, IfNotExists = true, Parts = [SampleTable.Partition("2024", "1"), SampleTable.Partition("2024", "2")] }, Ct);

        Assert.Equal("2", Assert.Single(answer.Partitions!).Values![1]);
        Assert.Equal(["2024/1", "2024/2"], await SampleTable.ListValuesAsync(metastore, Ct));
    }

    [Fact]
    public async Task Columns_that_a_client_says_it_leaves_out_are_the_tables()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);
        var partition = SampleTable.Partition("2024", "1");
        partition.Sd!.Cols = [];

        await metastore.Handler.add_partitions_req(
            new() { DbName = SampleTable.Database, TblName = SampleTable.Table, Parts = [partition], SkipColumnSchemaForPartition = true }, Ct);

        Assert.Equal(["a", "b"], Assert.Single(await SampleTable.ListAsync(metastore, Ct)).Sd!.Cols!.Select(column => column.Name));
    }

    [Fact]
    public async Task Partitions_with_the_same_columns_share_one_column_list()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"], ["2024", "2"], ["2024", "3"]);

        var lists = await metastore.Get<Db>().ReadAsync(tx => tx.SingleOrDefaultAsync<long>("SELECT count(*) FROM column_lists", null, Ct), Ct);

        Assert.Equal(1, lists);
    }

    [Theory]
    [InlineData("Invalid partition key & values; keys [y, m, ], values [1, ]", "1")]
    [InlineData("Invalid partition key & values; keys [y, m, ], values [1, 2, 3, ]", "1", "2", "3")]
    [InlineData("The partition values cannot be null or empty.")]
    public async Task Values_have_to_fit_the_keys(string text, params string[] values)
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.add_partition(SampleTable.Partition(values), Ct));

        Assert.Equal(text, error.Message);
    }

    [Fact]
    public async Task One_partition_twice_in_a_batch_is_refused()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => SampleTable.AddAsync(metastore, Ct, ["1", "1"], ["1", "1"]));

        Assert.StartsWith("Duplicate partitions in the list: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [EveryStore]
    public async Task Partitions_of_a_shared_descriptor_lie_where_their_relative_paths_say(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        var descriptor = Tables.Sample.Table(SampleTable.Table).Sd!;
        descriptor.Location = $"{metastore.Warehouse}/elsewhere";

        var added = await metastore.Handler.add_partitions_pspec(
            [
                new()
                {
                    DbName = "SALES",
                    TableName = "T",
                    SharedSDPartitionSpec = new()
                    {
                        Sd = descriptor,
                        Partitions = [new() { Values = ["1", "1"], RelativePath = "/a" }, new() { Values = ["1", "2"], RelativePath = "/b" }],
                    },
                },
            ],
            Ct);

        Assert.Equal(2, added);
        Assert.Equal(
            [$"{metastore.Warehouse}/elsewhere/a", $"{metastore.Warehouse}/elsewhere/b"],
            (await SampleTable.ListAsync(metastore, Ct)).Select(partition => partition.Sd!.Location));
    }

    [Theory]
    [EveryStore]
    public async Task An_appended_partition_is_stored_as_its_table_is(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        Directory.CreateDirectory(SampleTable.PathOf(metastore, "y=1/m=2"));
        await File.WriteAllTextAsync(SampleTable.PathOf(metastore, "y=1/m=2/data"), "12345", Ct);

        await metastore.Handler.append_partition_by_name(SampleTable.Database, SampleTable.Table, "m=2/y=1", Ct);

        var stored = Assert.Single(await SampleTable.ListAsync(metastore, Ct));
        Assert.Equal("org.apache.hadoop.mapred.TextInputFormat", stored.Sd!.InputFormat);
        Assert.Equal(("1", "5"), (stored.Parameters!["numFiles"], stored.Parameters["totalSize"]));
        var error = await Assert.ThrowsAsync<InvalidObjectException>(
            () => metastore.Handler.append_partition_by_name(SampleTable.Database, SampleTable.Table, "y=1", Ct));
        Assert.Equal("incomplete partition name - missing m", error.Message);
    }

    [Theory]
    [InlineData("", "Partition name is invalid. ")]
    [InlineData(null, "The partition values must not be null or empty.")]
    public async Task A_request_to_append_needs_values_or_a_name(string? name, string text)
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.append_partition_req(
            new() { DbName = SampleTable.Database, TableName = SampleTable.Table, PartVals = [], Name = name }, Ct));

        Assert.Equal(text, error.Message);
    }

    [Fact]
    public async Task A_request_to_append_goes_by_its_values_before_its_name()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);

        await metastore.Handler.append_partition_req(
            new() { DbName = SampleTable.Database, TableName = SampleTable.Table, PartVals = ["1", "2"], Name = "y=3/m=4" }, Ct);

        Assert.Equal(["1/2"], await SampleTable.ListValuesAsync(metastore, Ct));
    }

    [Theory]
    [InlineData("y=1/m=1")]
    [InlineData("nothing")]
    public async Task Nothing_is_appended_to_a_table_without_keys(string name)
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct, table => table.PartitionKeys = []);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.append_partition_by_name(SampleTable.Database, SampleTable.Table, name, Ct));

        Assert.Equal("Invalid partition key & values; keys [], values []", error.Message);
    }
}
