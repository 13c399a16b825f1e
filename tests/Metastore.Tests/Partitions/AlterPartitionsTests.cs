using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class AlterPartitionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task What_a_client_sends_replaces_what_there_was(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"], ["2024", "2"]);
        var changed = await SampleTable.ListAsync(metastore, Ct);
        changed[0].Parameters!["k"] = "v";
        changed[1].Sd!.Cols = [.. changed[1].Sd!.Cols!, Tables.Sample.Column("C", "string")];

        await metastore.Handler.alter_partitions(SampleTable.Database, SampleTable.Table, changed, Ct);

        var stored = await SampleTable.ListAsync(metastore, Ct);
        Assert.Equal("v", stored[0].Parameters!["k"]);
        Assert.Equal(["a", "b"], stored[0].Sd!.Cols!.Select(column => column.Name));
        Assert.Equal(["a", "b", "c"], stored[1].Sd!.Cols!.Select(column => column.Name));
        Assert.Equal(changed[0].Sd!.Location, stored[0].Sd!.Location);
    }

    [Fact]
    public async Task Partitions_that_come_without_columns_get_the_tables()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        var changed = SampleTable.Partition("2024", "1");
        changed.Sd!.Cols = [];

        await metastore.Handler.alter_partitions_req(new() { DbName = SampleTable.Database, TableName = SampleTable.Table, Partitions = [changed] }, Ct);

        Assert.Equal(["a", "b"], Assert.Single(await SampleTable.ListAsync(metastore, Ct)).Sd!.Cols!.Select(column => column.Name));
    }

    [Theory]
    [EveryStore]
    public async Task With_one_partition_missing_nothing_is_changed(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        var changed = SampleTable.Partition("2024", "1");
        changed.Parameters!["k"] = "v";

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => metastore.Handler.alter_partitions(SampleTable.Database, SampleTable.Table, [changed, SampleTable.Partition("2024", "9")], Ct));

        Assert.Equal("Alter partition operation failed: new parts size 2 not matching with old parts size 1", error.Message);
        Assert.DoesNotContain("k", (await SampleTable.ListAsync(metastore, Ct))[0].Parameters!.Keys);
        error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => metastore.Handler.alter_partition(SampleTable.Database, SampleTable.Table, SampleTable.Partition("2024", "9"), Ct));
        Assert.Equal("alter is not possible: partition values=[2024, 9]", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task A_renamed_partition_takes_its_directory_and_statistics_along(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        await File.WriteAllTextAsync(SampleTable.PathOf(metastore, "y=2024/m=1/data"), "12345", Ct);
        await MeasureAsync(metastore, "y=2024/m=1");
        var renamed = (await SampleTable.ListAsync(metastore, Ct))[0];
        renamed.Values = ["2025", "2"];

        await metastore.Handler.rename_partition(SampleTable.Database, SampleTable.Table, ["2024", "1"], renamed, Ct);

        var stored = Assert.Single(await SampleTable.ListAsync(metastore, Ct));
        Assert.Equal(["2025", "2"], stored.Values);
        Assert.EndsWith("/t/y=2025/m=2", stored.Sd!.Location, StringComparison.Ordinal);
        Assert.True(File.Exists(SampleTable.PathOf(metastore, "y=2025/m=2/data")));
        var statistics = await metastore.Handler.get_partition_column_statistics(SampleTable.Database, SampleTable.Table, "y=2025/m=2", "a", Ct);
        Assert.Equal(9, statistics.StatsObj![0].StatsData!.LongStats!.HighValue);
        Assert.Equal("""{"COLUMN_STATS":{"a":"true"}}""", stored.Parameters!["COLUMN_STATS_ACCURATE"]);
    }

    [Theory]
    [EveryStore]
    public async Task A_partition_is_not_renamed_onto_another(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"], ["2024", "2"]);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => metastore.Handler.rename_partition(SampleTable.Database, SampleTable.Table, ["2024", "1"], SampleTable.Partition("2024", "2"), Ct));

        Assert.Equal("Partition already exists:sales.t.[2024, 2]", error.Message);
        error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => metastore.Handler.rename_partition(SampleTable.Database, SampleTable.Table, ["2024", "9"], SampleTable.Partition("2024", "3"), Ct));
        Assert.Equal("Unable to rename partition because old partition does not exist", error.Message);
    }

    [Fact]
    public async Task Files_are_counted_again_unless_the_client_counted_them()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        await File.WriteAllTextAsync(SampleTable.PathOf(metastore, "y=2024/m=1/data"), "12345", Ct);

        await metastore.Handler.alter_partition(SampleTable.Database, SampleTable.Table, SampleTable.Partition("2024", "1"), Ct);
        Assert.Equal("5", (await SampleTable.ListAsync(metastore, Ct))[0].Parameters!["totalSize"]);

        var counted = SampleTable.Partition("2024", "1");
        counted.Parameters!["totalSize"] = "7";
        await metastore.Handler.alter_partition_with_environment_context(
            SampleTable.Database, SampleTable.Table, counted, new() { Properties = new() { ["DO_NOT_UPDATE_STATS"] = "true" } }, Ct);
        Assert.Equal("7", (await SampleTable.ListAsync(metastore, Ct))[0].Parameters!["totalSize"]);
    }

    private static Task<bool> MeasureAsync(TestMetastore metastore, string partition) => metastore.Handler.update_partition_column_statistics(
        new()
        {
            StatsDesc = new() { IsTblLevel = false, DbName = SampleTable.Database, TableName = SampleTable.Table, PartName = partition },
            StatsObj = [new() { ColName = "a", ColType = "int", StatsData = new() { LongStats = new() { NumDVs = 1, NumNulls = 0, HighValue = 9, LowValue = 1 } } }],
        },
        Ct);
}
