using Metastore.Names;
using Metastore.Statistics;
using Metastore.Tables;
using Metastore.Tests.Support;
using Xunit;
using static Metastore.Tests.Statistics.MeasuredTable;

namespace Metastore.Tests.Statistics;

public class TableStatisticsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Statistics_come_back_as_they_were_sent_and_are_marked_as_accurate(Store store)
    {
        await using var table = await CreateAsync(store);
        var (a, b) = (Whole("A", 1, 10, 0, 5), Text("b", 20, 3.5, 1, 7));

        Assert.True(await table.Handler.update_table_column_statistics(Of(null, a, b), Ct));

        a.ColName = "a";
        Assert.Equal([a, b], await table.GetAsync("a", "B", "absent"));
        Assert.Equal("""{"COLUMN_STATS":{"a":"true","b":"true"}}""", await table.AccurateAsync());
        var alone = await table.Handler.get_table_column_statistics("@hive#default", "T", "A", Ct);
        Assert.Equal(("hive", "default", "t", true), (alone.StatsDesc!.CatName, alone.StatsDesc.DbName, alone.StatsDesc.TableName, alone.StatsDesc.IsTblLevel));
        Assert.InRange(alone.StatsDesc.LastAnalyzed, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task What_new_statistics_do_not_say_of_the_ends_stays()
    {
        await using var table = await CreateAsync(Store.Sqlite);
        await table.Handler.update_table_column_statistics(Of(null, Whole("a", 1, 10, 0, 5)), Ct);
        var column = Whole("a", 0, 0, 3, 4);
        column.StatsData = new() { LongStats = new() { NumNulls = 3, NumDVs = 4 } };

        await table.Handler.update_table_column_statistics(Of(null, column), Ct);

        Assert.Equal([Whole("a", 1, 10, 3, 4)], await table.GetAsync("a"));
    }

    [Fact]
    public async Task A_table_shows_statistics_of_those_columns_that_it_says_are_right()
    {
        await using var table = await CreateAsync(Store.Sqlite);
        await table.Handler.update_table_column_statistics(Of(null, Whole("a", 1, 10, 0, 5), Text("b", 20, 3.5, 1, 7)), Ct);
        Assert.Equal(["a", "b"], await ShownAsync(table));

        await ChangeAsync(table, parameters => parameters["COLUMN_STATS_ACCURATE"] = """{"COLUMN_STATS":{"b":"true"}}""");
        Assert.Equal(["b"], await ShownAsync(table));

        await ChangeAsync(table, parameters => parameters.Remove("COLUMN_STATS_ACCURATE"));
        Assert.Null(await ShownAsync(table));
        Assert.Equal(2, (await table.GetAsync("a", "b")).Count);
    }

    [Theory, EveryStore]
    public async Task Engines_do_not_see_each_others_statistics(Store store)
    {
        await using var table = await CreateAsync(store);
        var statistics = Of(null, Whole("a", 1, 10, 0, 5));
        statistics.Engine = "impala";

        await table.Handler.update_table_column_statistics(statistics, Ct);

        Assert.Empty(await table.GetAsync("a"));
        Assert.True(await table.Handler.delete_table_column_statistics("default", "t", "a", "impala", Ct));
    }

    [Fact]
    public async Task A_column_or_table_that_is_not_there_is_refused()
    {
        await using var table = await CreateAsync(Store.Sqlite);
        var elsewhere = Of(null, Whole("a", 1, 10, 0, 5));
        elsewhere.StatsDesc!.TableName = "absent";

        var column = await Assert.ThrowsAsync<MetaException>(() => table.Handler.update_table_column_statistics(Of(null, Whole("zz", 1, 10, 0, 5)), Ct));
        var absent = await Assert.ThrowsAsync<NoSuchObjectException>(() => table.Handler.update_table_column_statistics(elsewhere, Ct));

        Assert.Equal("Column zz doesn't exist in table t in database default", column.Message);
        Assert.Equal("Specified catalog.database.table does not exist : hive.default.absent", absent.Message);
    }

    [Theory, EveryStore]
    public async Task Merging_skips_columns_that_are_not_accurate(Store store)
    {
        await using var table = await CreateAsync(store);
        await table.Handler.update_table_column_statistics(Of(null, Whole("a", 1, 10, 0, 5)), Ct);

        var merged = await table.Handler.set_aggr_stats_for(
            new() { ColStats = [Of(null, Whole("a", 5, 20, 2, 4), Text("b", 9, 9, 9, 9))], NeedMerge = true }, Ct);

        Assert.True(merged);
        Assert.Equal([Whole("a", 1, 20, 2, 5)], await table.GetAsync("a", "b"));
    }

    [Fact]
    public async Task Deleting_leaves_the_mark_and_a_second_time_finds_nothing()
    {
        await using var table = await CreateAsync(Store.Sqlite);
        await table.Handler.update_table_column_statistics(Of(null, Whole("a", 1, 10, 0, 5)), Ct);

        await table.Handler.delete_table_column_statistics("default", "t", "A", null, Ct);
        var again = await Assert.ThrowsAsync<NoSuchObjectException>(() => table.Handler.delete_table_column_statistics("default", "t", "A", null, Ct));

        Assert.Equal("Column stats doesn't exist for db=default table=t col=a", again.Message);
        Assert.Equal("""{"COLUMN_STATS":{"a":"true"}}""", await table.AccurateAsync());
        Assert.True(await table.Handler.delete_table_column_statistics("default", "t", null, null, Ct));
    }

    [Theory, EveryStore]
    public async Task A_dropped_table_takes_its_statistics_along(Store store)
    {
        await using var table = await CreateAsync(store);
        await table.Handler.update_table_column_statistics(Of(null, Whole("a", 1, 10, 0, 5)), Ct);

        await table.Handler.drop_table("default", "t", true, Ct);
        await table.Handler.create_table(New(partitioned: false), Ct);

        Assert.Empty(await table.GetAsync("a"));
    }

    [Theory, EveryStore]
    public async Task A_column_with_another_type_loses_its_statistics_and_its_mark(Store store)
    {
        await using var table = await CreateAsync(store);
        await table.Handler.update_table_column_statistics(Of(null, Whole("a", 1, 10, 0, 5), Text("b", 20, 3.5, 1, 7)), Ct);
        var parameters = new Dictionary<string, string> { [ColumnStatsAccurate.Key] = (await table.AccurateAsync())! };

        await table.Db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, new TableName("hive", "default", "t"), Ct);
                List<FieldSchema> after = [Field("a", "bigint"), Field("b", "string")];
                await ChangedColumns.ForgetAsync(tx, row!.Id, [new(StatisticsStore.WholeTable, row.ToTable().Sd!.Cols, after, parameters)], Ct);
            },
            Ct);

        Assert.Equal(["b"], (await table.GetAsync("a", "b")).Select(column => column.ColName));
        Assert.Equal("""{"COLUMN_STATS":{"b":"true"}}""", parameters[ColumnStatsAccurate.Key]);
    }

    [Fact]
    public async Task A_table_shows_statistics_in_the_order_of_its_columns()
    {
        await using var table = await CreateAsync(Store.Sqlite);
        await table.RecreateAsync(partitioned: false, columns => columns.Reverse());

        await table.Handler.update_table_column_statistics(Of(null, Text("b", 20, 3.5, 1, 7), Whole("a", 1, 10, 0, 5)), Ct);

        Assert.Equal(["b", "a"], await ShownAsync(table));
    }

    private static async Task<IEnumerable<string?>?> ShownAsync(MeasuredTable table)
    {
        var shown = await table.Handler.get_table_req(new() { DbName = "default", TblName = "t", GetColumnStats = true }, Ct);
        return shown.Table!.ColStats?.StatsObj!.Select(column => column.ColName);
    }

    private static async Task ChangeAsync(MeasuredTable table, Action<Dictionary<string, string>> change)
    {
        var changed = (await table.Handler.get_table_req(new() { DbName = "default", TblName = "t" }, Ct)).Table!;
        change(changed.Parameters!);
        await table.Handler.alter_table_with_environment_context("default", "t", changed, new() { Properties = new() { ["DO_NOT_UPDATE_STATS"] = "true" } }, Ct);
    }
}
