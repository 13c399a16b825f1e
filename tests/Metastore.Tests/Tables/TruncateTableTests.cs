using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class TruncateTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_files_go_the_directory_stays_and_nothing_is_counted()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var given = Sample.Table("t");
        given.Parameters = new() { ["numRows"] = "5", ["COLUMN_STATS_ACCURATE"] = """{"COLUMN_STATS":{"a":"true"}}""" };
        await metastore.Handler.create_table(given, Ct);
        var path = Sample.PathOf(await Sample.ReadAsync(metastore, "t", Ct));
        await File.WriteAllTextAsync($"{path}/part-0", "x", Ct);

        await metastore.Handler.truncate_table(Sample.Database, "t", null, Ct);

        Assert.Empty(Directory.EnumerateFileSystemEntries(path));
        var parameters = (await Sample.ReadAsync(metastore, "t", Ct)).Parameters!;
        Assert.Equal(("0", false), (parameters["numRows"], parameters.ContainsKey("COLUMN_STATS_ACCURATE")));
    }

    [Theory]
    [EveryStore]
    public async Task Only_the_named_partitions_are_emptied(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Sample.Table("t", Sample.Column("d", "string")), Ct);
        var table = await Sample.ReadAsync(metastore, "t", Ct);
        await Sample.AddPartitionAsync(metastore, table, "d=1", Ct);
        await Sample.AddPartitionAsync(metastore, table, "d=2", Ct);
        await File.WriteAllTextAsync($"{Sample.PathOf(table)}/d=1/part-0", "x", Ct);
        await File.WriteAllTextAsync($"{Sample.PathOf(table)}/d=2/part-0", "x", Ct);

        await metastore.Handler.truncate_table(Sample.Database, "t", ["d=2", "d=nosuch"], Ct);

        Assert.Equal(["5", "0"], (await Sample.ListPartitionsAsync(metastore, table, Ct)).Select(partition => partition.Parameters!["numRows"]));
        Assert.Equal((true, false), (File.Exists($"{Sample.PathOf(table)}/d=1/part-0"), File.Exists($"{Sample.PathOf(table)}/d=2/part-0")));
    }

    [Fact]
    public async Task Statistics_are_right_where_the_request_has_an_environment_context()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Sample.Table("t", Sample.Column("d", "string")), Ct);
        var table = await Sample.ReadAsync(metastore, "t", Ct);
        await Sample.AddPartitionAsync(metastore, table, "d=1", Ct);
        await Sample.AddPartitionAsync(metastore, table, "d=2", Ct);

        var context = new EnvironmentContext { Properties = [] };
        await metastore.Handler.truncate_table_req(new() { DbName = Sample.Database, TableName = "t", PartNames = ["d=2"], EnvironmentContext = context }, Ct);

        Assert.Equal([null, """{"BASIC_STATS":"true"}"""], (await Sample.ListPartitionsAsync(metastore, table, Ct))
            .Select(partition => partition.Parameters!.GetValueOrDefault("COLUMN_STATS_ACCURATE")));
    }
}
