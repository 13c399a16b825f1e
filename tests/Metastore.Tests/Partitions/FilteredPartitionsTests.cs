using System.Text;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class FilteredPartitionsTests
{
    private const string Database = Sample.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore("ds = \"a\"", "a/1 a/12 a/2")]
    [EveryStore("ds = 'a' and hr > 1", "a/12 a/2")]
    [EveryStore("ds = 'a' and hr = 2", "a/2")]
    [EveryStore("(ds) in ('b', 'nosuch', 'a:b', 'a')", "a:b/3 a/1 a/12 a/2 b/-1")]
    [EveryStore("(ds = 'b' and hr = -1) or (ds = 'a' and hr = 12)", "a/12 b/-1")]
    [EveryStore("ds > 'a'", "a:b/3 b/-1 ж😀/7 \U0001F600/8")]
    [EveryStore("hr != 1", "a:b/3 a/12 a/2 b/-1 ж😀/7 \U0001F600/8")]
    [EveryStore("ds = 'a' and ds = 'b'", "")]
    [EveryStore("", "a:b/3 a/1 a/12 a/2 b/-1 ж😀/7 \U0001F600/8")]
    public async Task Those_that_match_come_back_in_the_order_of_their_names(Store store, string filter, string expected)
    {
        await using var metastore = await SamplePartitions.StartAsync(store, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "b/-1", "a/2", "a/1", "\U0001F600/8", "a/12", "ж😀/7", "a:b/3");

        var all = await metastore.Handler.get_partitions_by_filter(Database, "p", filter, -1, Cancellation);
        var two = await metastore.Handler.get_partitions_by_filter(Database, "p", filter, 2, Cancellation);
        var specs = await metastore.Handler.get_part_specs_by_filter(Database, "p", filter, -1, Cancellation);
        var count = await metastore.Handler.get_num_partitions_by_filter(Database, "p", filter, Cancellation);

        Assert.Equal(expected, Values(all));
        Assert.Equal(string.Join(' ', expected.Split(' ').Take(2)), Values(two));
        Assert.Equal(expected, Values(Assert.Single(specs).PartitionList!.Partitions!));
        Assert.Equal(all.Count, count);
    }

    [Fact]
    public async Task An_unknown_key_comes_before_the_limit_and_the_limit_before_the_answer()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation, new KeyValuePair<string, string?>("Limits:PartitionsPerRequest", "1"));
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "a/2", "b/1");

        Assert.Equal("b/1", Values(await metastore.Handler.get_partitions_by_filter(Database, "p", "ds = 'b'", -1, Cancellation)));
        Assert.Equal("Specified key <x> is not a partitioning key for the table", await ErrorOf("x = 'b'", 2));
        Assert.StartsWith("Number of partitions scanned (=2) on table 'p' exceeds limit (=1).", await ErrorOf("ds = 'a'", -1), StringComparison.Ordinal);
        Assert.StartsWith("Number of partitions scanned (=5) on table 'p' exceeds limit (=1).", await ErrorOf("ds = 'b'", 5), StringComparison.Ordinal);

        async Task<string?> ErrorOf(string filter, short max)
            => (await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_partitions_by_filter(Database, "p", filter, max, Cancellation))).Message;
    }

    [Fact]
    public async Task A_missing_table_is_said_as_Hive_says_it()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);

        var list = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_partitions_by_filter(Database, "T", "a = 1", -1, Cancellation));
        var count = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_num_partitions_by_filter("@c#d", "t", "a = 1", Cancellation));
        var specs = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_part_specs_by_filter(Database, "t", "a = 1", -1, Cancellation));

        Assert.Equal("Specified catalog.database.table does not exist : hive.sales.t", list.Message);
        Assert.Equal("Specified catalog.database.table does not exist : c.d.t", count.Message);
        Assert.Equal("hive.sales.t table not found", specs.Message);
    }

    [Theory]
    [InlineData("hr = 1", "a/1 b/1", false)]
    [InlineData("", "a/1 a/2 b/1", false)]
    [InlineData("hr = maybe(1)", "a/1 a/2 b/1", true)]
    [InlineData("\u0001org.apache.hadoop.hive.ql.udf.generic.GenericUDFOPEqual", "a/1 a/2 b/1", true)]
    public async Task An_expression_that_is_no_text_of_a_filter_means_all_partitions_and_says_so(string expression, string expected, bool unknown)
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "a/2", "b/1");
        var request = new PartitionsByExprRequest { DbName = Database, TblName = "p", Expr = Encoding.UTF8.GetBytes(expression) };

        var found = await metastore.Handler.get_partitions_by_expr(request, Cancellation);
        var specs = await metastore.Handler.get_partitions_spec_by_expr(request, Cancellation);

        Assert.Equal((expected, unknown), (Values(found.Partitions!), found.HasUnknownPartitions));
        Assert.Equal((expected, unknown), (Values(Assert.Single(specs.PartitionsSpec!).PartitionList!.Partitions!), specs.HasUnknownPartitions));
    }

    private static string Values(List<Partition> partitions) => string.Join(' ', partitions.Select(SamplePartitions.ValuesOf));
}
