using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class PartitionValueTests
{
    private const string Database = Sample.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_are_distinct_and_in_order()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "b/1", "a:/2", "b/2");

        Assert.Equal(["a%3A", "b"], await ListAsync(metastore, new() { PartitionKeys = [Sample.Column("ds", "string")] }));
        Assert.Equal(["2", "2", "1"], await ListAsync(metastore, new() { PartitionKeys = [Sample.Column("hr", "int")], ApplyDistinct = false, Ascending = false }));
    }

    [Fact]
    public async Task A_filter_takes_the_first_names_before_they_are_turned_around()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "b/1", "c/1");

        var values = await ListAsync(metastore, new() { PartitionKeys = [Sample.Column("ds", "string")], Filter = "hr = 1", Ascending = false, MaxParts = 2 });

        Assert.Equal(["b", "a"], values);
    }

    [Fact]
    public async Task Names_come_in_the_order_that_is_asked_for_integers_as_numbers()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/2", "a/12", "b/3");

        var names = await metastore.Handler.get_partition_names_req(new() { DbName = Database, TblName = "p", Expr = [], Order = "1:-", MaxParts = 2 }, Cancellation);

        Assert.Equal(["ds=a/hr=12", "ds=b/hr=3"], names);
    }

    [Theory]
    [EveryStore]
    public async Task A_mark_is_found_again_until_the_table_is_dropped(Store store)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation);
        var values = new Dictionary<string, string> { ["ds"] = "a", ["hr"] = "1" };

        await metastore.Handler.markPartitionForEvent(Database, "p", values, PartitionEventType.LOAD_DONE, Cancellation);
        await metastore.Handler.markPartitionForEvent(Database, "p", values, PartitionEventType.LOAD_DONE, Cancellation);
        var before = await metastore.Handler.isPartitionMarkedForEvent(Database, "p", values, PartitionEventType.LOAD_DONE, Cancellation);
        await metastore.Handler.drop_table(Database, "p", false, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation);
        var after = await metastore.Handler.isPartitionMarkedForEvent(Database, "p", values, PartitionEventType.LOAD_DONE, Cancellation);

        Assert.True(before);
        Assert.False(after);
    }

    [Fact]
    public async Task A_mark_needs_the_tables_keys()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation);

        var error = await Assert.ThrowsAsync<InvalidPartitionException>(() => metastore.Handler.markPartitionForEvent(
            Database, "p", new() { ["ds"] = "a", ["x"] = "1" }, PartitionEventType.LOAD_DONE, Cancellation));

        Assert.Equal("No value found for partition column: hr", error.Message);
    }

    [Fact]
    public async Task Values_are_held_against_the_connections_pattern()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await metastore.Handler.setMetaConf("metastore.partition.name.whitelist.pattern", "[a-z]*", Cancellation);

        Assert.True(await metastore.Handler.partition_name_has_valid_characters(["abc"], true, Cancellation));
        Assert.False(await metastore.Handler.partition_name_has_valid_characters(["abc", "1"], false, Cancellation));
        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.partition_name_has_valid_characters(["1"], true, Cancellation));
        Assert.Equal(
            "Partition value '1' contains a character not matched by whitelist pattern '[a-z]*'.  (configure with metastore.partition.name.whitelist.pattern)",
            error.Message);
    }

    private static async Task<List<string>> ListAsync(TestMetastore metastore, PartitionValuesRequest request)
    {
        (request.DbName, request.TblName) = (Database, SamplePartitions.Table);
        var reply = await metastore.Handler.get_partition_values(request, Cancellation);
        return reply.PartitionValues!.ConvertAll(row => string.Join('/', row.Row!));
    }
}
