using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class ExchangePartitionsTests
{
    private const string Unnamed = "The DB and table name for the source and destination tables, and the partition specs must not be null.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Partitions_of_a_prefix_move_with_their_files(Store store)
    {
        await using var metastore = await StartAsync(store);
        await File.WriteAllTextAsync(SampleTable.PathOf(metastore, "y=2024/m=1/data"), "12345", Ct);

        var moved = await metastore.Handler.exchange_partitions(new() { ["y"] = "2024", ["m"] = "" }, SampleTable.Database, SampleTable.Table, SampleTable.Database, "u", Ct);

        Assert.Equal(2, moved.Count);
        Assert.Equal(["2025/1"], await SampleTable.ListValuesAsync(metastore, Ct));
        Assert.Equal(["2024/1", "2024/2"], await SampleTable.ListValuesAsync(metastore, Ct, "u"));
        Assert.EndsWith("/u/y=2024/m=1", (await SampleTable.ListAsync(metastore, Ct, "u"))[0].Sd!.Location, StringComparison.Ordinal);
        Assert.True(File.Exists(SampleTable.PathOf(metastore, "y=2024/m=1/data", "u")));
        Assert.False(Directory.Exists(SampleTable.PathOf(metastore, "y=2024")));
    }

    [Theory]
    [EveryStore]
    public async Task A_partition_that_the_other_table_has_stays(Store store)
    {
        await using var metastore = await StartAsync(store);
        var there = SampleTable.Partition("2024", "2");
        there.TableName = "u";
        await metastore.Handler.add_partition(there, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => ExchangeAsync(metastore, new() { ["y"] = "2024" }));

        Assert.Equal("The partition y=2024/m=2 already exists in the table u", error.Message);
        Assert.True(Directory.Exists(SampleTable.PathOf(metastore, "y=2024/m=1")));
        Assert.Equal(3, (await SampleTable.ListAsync(metastore, Ct)).Count);
    }

    [Theory]
    [InlineData("y", "no", "No partition is found with the values {y=no} for the table t")]
    [InlineData("x", "no", "Invalid partition key & values; keys [], values []")]
    [InlineData("m", "1", "The partitions of m=1 do not lie in one directory")]
    [InlineData("m", "no", "No partition is found with the values {m=no} for the table t")]
    public async Task A_spec_has_to_begin_with_the_first_key(string key, string value, string text)
    {
        await using var metastore = await StartAsync(Store.Sqlite);

        var error = await Assert.ThrowsAsync<MetaException>(() => ExchangeAsync(metastore, new() { [key] = value }));

        Assert.Equal(text, error.Message);
    }

    [Theory]
    [InlineData(null, "t", "sales", "u")]
    [InlineData("@hive#", "t", "sales", "u")]
    [InlineData("sales", null, "sales", "u")]
    [InlineData("sales", "t", "@hive#", "u")]
    [InlineData("sales", "t", "@other#", "u")]
    [InlineData("sales", "t", "sales", null)]
    public async Task Both_tables_have_to_be_named(string? database, string? table, string? toDatabase, string? toTable)
    {
        await using var metastore = await StartAsync(Store.Sqlite);

        var error = await Assert.ThrowsAsync<MetaException>(
            () => metastore.Handler.exchange_partitions(new() { ["y"] = "2024" }, database, table, toDatabase, toTable, Ct));

        Assert.Equal(Unnamed, error.Message);
    }

    [Fact]
    public async Task A_spec_has_to_be_given()
    {
        await using var metastore = await StartAsync(Store.Sqlite);

        var error = await Assert.ThrowsAsync<MetaException>(() => ExchangeAsync(metastore, null));

        Assert.Equal(Unnamed, error.Message);
    }

    [Fact]
    public async Task Tables_of_other_columns_do_not_exchange()
    {
        await using var metastore = await StartAsync(Store.Sqlite);
        await SampleTable.CreateTableAsync(metastore, "v", Ct, table => table.Sd!.Cols!.RemoveAt(0));

        var error = await Assert.ThrowsAsync<MetaException>(() => ExchangeAsync(metastore, new() { ["y"] = "2024" }, "v"));

        Assert.Equal("The tables have different schemas. Their partitions cannot be exchanged.", error.Message);
    }

    private static async Task<TestMetastore> StartAsync(Store store)
    {
        var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.CreateTableAsync(metastore, "u", Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"], ["2024", "2"], ["2025", "1"]);
        return metastore;
    }

    private static Task<Partition> ExchangeAsync(TestMetastore metastore, Dictionary<string, string>? spec, string to = "u") =>
        metastore.Handler.exchange_partition(spec, SampleTable.Database, SampleTable.Table, SampleTable.Database, to, Ct);
}
