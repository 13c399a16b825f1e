using Metastore.Tests.Support;
using Xunit;
using static Metastore.Tests.Statistics.MeasuredTable;

namespace Metastore.Tests.Statistics;

public class PartitionStatisticsTests
{
    private static readonly List<string> Names = ["ds=1", "ds=2", "ds=12", "ds=bare"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Statistics_come_by_the_partitions_name_without_those_that_have_none(Store store)
    {
        await using var table = await MeasuredAsync(store);

        var found = await table.GetPartitionsAsync([.. Names, "ds=absent"], "a", "b");

        Assert.Equal(["ds=1", "ds=12", "ds=2"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([Whole("a", 2, 30, 2, 7), Text("b", 22, 3.5, 1, 7)], found["ds=12"]);
        Assert.Equal("""{"COLUMN_STATS":{"a":"true","b":"true"}}""", await table.AccurateAsync("ds=12"));
        Assert.Null(await table.AccurateAsync("ds=bare"));
    }

    // The numbers are those of Hive 4.0.1.
    [Theory, EveryStore]
    public async Task An_aggregate_is_over_the_partitions_and_guesses_at_missing_ones(Store store)
    {
        await using var table = await MeasuredAsync(store);

        var whole = await table.AggregateAsync(Names[..3], "a", "b");
        var guessed = await table.AggregateAsync(Names, "a", "b");

        Assert.Equal((3, 3), (whole.PartsFound, guessed.PartsFound));
        Assert.Equal([Whole("a", 0, 30, 3, 7), Text("b", 22, 3.5, 3, 7)], whole.ColStats!.OrderBy(column => column.ColName));
        Assert.Equal([Whole("a", 0, 40, 4, 8), Text("b", 23, 3.5, 4, 7)], guessed.ColStats!.OrderBy(column => column.ColName));
    }

    [Theory, EveryStore]
    public async Task Many_partitions_are_written_at_once_and_merged_when_asked(Store store)
    {
        await using var table = await MeasuredAsync(store);

        var written = await table.Handler.set_aggr_stats_for(
            new() { ColStats = [Of("DS=1", Whole("a", -5, 500, 2, 50)), Of("ds=2", Whole("a", 7, 8, 9, 2)), Of("ds=2", Whole("a", 3, 4, 1, 1))] }, Ct);
        await table.Handler.set_aggr_stats_for(new() { ColStats = [Of("ds=1", Whole("a", -50, 50, 2, 60))], NeedMerge = true }, Ct);

        Assert.True(written);
        var found = await table.GetPartitionsAsync(["ds=1", "ds=2"], "a");
        Assert.Equal([Whole("a", -50, 500, 4, 60)], found["ds=1"]);
        Assert.Equal([Whole("a", 3, 8, 10, 2)], found["ds=2"]);
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_refused_and_nothing_is_written()
    {
        await using var table = await MeasuredAsync(Store.Sqlite);

        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => table.Handler.set_aggr_stats_for(
            new() { ColStats = [Of("ds=1", Whole("a", 7, 7, 7, 7)), Of("ds=absent", Whole("a", 7, 7, 7, 7))] }, Ct));

        Assert.Equal("Partition for which stats is gathered doesn't exist.", error.Message);
        Assert.Equal([Whole("a", 0, 10, 0, 5)], (await table.GetPartitionsAsync(["ds=1"], "a"))["ds=1"]);
    }

    [Fact]
    public async Task Requests_for_one_partition_take_one_object_and_do_not_merge()
    {
        await using var table = await MeasuredAsync(Store.Sqlite);
        var one = Of("ds=1", Whole("a", 1, 1, 1, 1));

        var many = await Assert.ThrowsAsync<InvalidInputException>(() => table.Handler.update_partition_column_statistics_req(new() { ColStats = [one, one] }, Ct));
        var merge = await Assert.ThrowsAsync<InvalidInputException>(
            () => table.Handler.update_partition_column_statistics_req(new() { ColStats = [one], NeedMerge = true }, Ct));

        Assert.Equal(("Only one stats object expected", "Merge is not supported for non-aggregate stats"), (many.Message, merge.Message));
    }

    [Theory, EveryStore]
    public async Task Deleting_a_column_of_one_partition_leaves_the_rest(Store store)
    {
        await using var table = await MeasuredAsync(store);

        await table.Handler.delete_partition_column_statistics("default", "t", "ds=1", "a", "hive", Ct);
        var again = await Assert.ThrowsAsync<NoSuchObjectException>(() => table.Handler.delete_partition_column_statistics("default", "t", "ds=1", "a", "hive", Ct));

        Assert.Equal("Column stats doesn't exist for table=hive.default.t partition=ds=1 col=a", again.Message);
        var found = await table.GetPartitionsAsync(Names, "a", "b");
        Assert.Equal(["b"], found["ds=1"].Select(column => column.ColName));
        Assert.Equal(2, found["ds=2"].Count);
    }

    [Fact]
    public async Task A_new_partition_may_bring_its_statistics()
    {
        await using var table = await CreateAsync(Store.Sqlite, "1");
        var partition = await table.Handler.get_partition("default", "t", ["1"], Ct);
        (partition.Values, partition.ColStats, partition.Sd!.Location) = (["new"], Of("ds=new", Whole("a", 1, 10, 0, 5)), null);

        var added = await table.Handler.add_partitions_req(new() { DbName = "default", TblName = "t", Parts = [partition], NeedResult = true }, Ct);

        Assert.Null(Assert.Single(added.Partitions!).ColStats);
        Assert.Equal([Whole("a", 1, 10, 0, 5)], (await table.GetPartitionsAsync(["ds=new"], "a"))["ds=new"]);
        Assert.Equal("""{"COLUMN_STATS":{"a":"true"}}""", await table.AccurateAsync("ds=new"));
    }

    [Fact]
    public async Task A_partition_shows_statistics_of_those_columns_that_it_says_are_right()
    {
        await using var table = await MeasuredAsync(Store.Sqlite);
        Assert.Equal(["a", "b"], await ShownAsync(table));

        foreach (var (accurate, expected) in new[] { ("""{"COLUMN_STATS":{"b":"true"}}""", "b"), ("{}", null) })
        {
            var partition = await table.Handler.get_partition("default", "t", ["1"], Ct);
            partition.Parameters!["COLUMN_STATS_ACCURATE"] = accurate;
            await table.Handler.alter_partition_with_environment_context("default", "t", partition, new() { Properties = new() { ["DO_NOT_UPDATE_STATS"] = "true" } }, Ct);

            Assert.Equal(expected, (await ShownAsync(table))?.Single());
        }
    }

    [Theory]
    [EveryStore(true)]
    [EveryStore(false)]
    public async Task A_column_that_the_table_gives_up_is_accurate_in_no_partition(Store store, bool cascade)
    {
        await using var table = await MeasuredAsync(store);
        var changed = await table.Handler.get_table("default", "t", Ct);
        changed.Sd!.Location ??= "file:/elsewhere";
        changed.Sd.Cols![1].Name = "c";

        await table.Handler.alter_table_with_cascade("default", "t", changed, cascade, Ct);

        foreach (var name in new[] { "ds=1", "ds=2", "ds=12" })
        {
            Assert.Equal("""{"COLUMN_STATS":{"a":"true"}}""", await table.AccurateAsync(name));
        }

        Assert.Equal(["a"], (await table.GetPartitionsAsync(["ds=1"], "a", "b"))["ds=1"].Select(column => column.ColName));
        Assert.Null(await table.AccurateAsync("ds=bare"));
    }

    [Fact]
    public async Task A_partition_shows_statistics_in_the_order_of_the_columns()
    {
        await using var table = await CreateAsync(Store.Sqlite);
        await table.RecreateAsync(partitioned: true, columns => columns.Reverse());
        await table.Handler.append_partition("default", "t", ["1"], Ct);

        await table.Handler.update_partition_column_statistics(Of("ds=1", Text("b", 20, 3.5, 1, 7), Whole("a", 0, 10, 0, 5)), Ct);

        Assert.Equal(["b", "a"], await ShownAsync(table));
    }

    private static async Task<IEnumerable<string?>?> ShownAsync(MeasuredTable table)
    {
        var shown = await table.Handler.get_partitions_by_names_req(new() { Db_name = "default", Tbl_name = "t", Names = ["ds=1"], Get_col_stats = true }, Ct);
        return shown.Partitions!.Single().ColStats?.StatsObj!.Select(column => column.ColName);
    }

    private static async Task<MeasuredTable> MeasuredAsync(Store store)
    {
        var table = await CreateAsync(store, "1", "2", "12", "bare");
        await table.Handler.update_partition_column_statistics(Of("ds=1", Whole("a", 0, 10, 0, 5), Text("b", 20, 3.5, 1, 7)), Ct);
        await table.Handler.update_partition_column_statistics(Of("ds=2", Whole("a", 1, 20, 1, 6), Text("b", 21, 3.5, 1, 7)), Ct);
        await table.Handler.update_partition_column_statistics(Of("ds=12", Whole("a", 2, 30, 2, 7), Text("b", 22, 3.5, 1, 7)), Ct);
        return table;
    }
}
