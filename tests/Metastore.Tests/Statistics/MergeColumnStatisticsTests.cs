using Metastore.Statistics;
using Xunit;

namespace Metastore.Tests.Statistics;

// The sketches are Hive 4.0.1's, of the values {1, 2, 5} and {1, 3, 5}.
public class MergeColumnStatisticsTests
{
    private static readonly byte[] Distinct125 = Convert.FromHexString("484c4ce00303c5f3be48bc9da4af01c0f0fcc102");
    private static readonly byte[] Distinct135 = Convert.FromHexString("484c4ce00303c5f3be48bc9da4af01809e88b3ffffffffff01");
    private static readonly byte[] Histogram125 =
        Convert.FromHexString("05010f00c80008000300000000000000c8000100c50000000000803f0000a0400000a040000000400000803f");
    private static readonly byte[] Histogram135 =
        Convert.FromHexString("05010f00c80008000300000000000000c8000100c50000000000803f0000a0400000a040000040400000803f");

    [Fact]
    public void Sketches_are_merged_and_give_the_number_of_distinct_values()
    {
        var first = new ColumnSummary { Arm = ColumnArm.Long, Distinct = 150, BitVectors = Distinct125, Histogram = Histogram125 };
        var second = new ColumnSummary { Arm = ColumnArm.Long, Distinct = 50, BitVectors = Distinct135, Histogram = Histogram135 };

        var merged = MergeColumnStatistics.Merge(first, second);

        Assert.Equal(4, merged.Distinct);
        Assert.Equal(4, HyperLogLogFormat.Read(merged.BitVectors)!.Estimate());
        var histogram = KllHistogramFormat.Read(merged.Histogram)!;
        Assert.Equal((6, 1f, 5f), (histogram.Count, histogram.Min, histogram.Max));
        Assert.Equal([1f, 1f, 2f, 3f, 5f, 5f], histogram.Levels[0]);
    }

    [Fact]
    public void Without_both_sketches_the_greater_number_counts_and_no_sketch_is_kept()
    {
        var merged = MergeColumnStatistics.Merge(
            new ColumnSummary { Arm = ColumnArm.Long, Distinct = 3, BitVectors = Distinct125 }, new ColumnSummary { Arm = ColumnArm.Long, Distinct = 9 });

        Assert.Equal(9, merged.Distinct);
        Assert.Null(merged.BitVectors);
    }

    [Fact]
    public void Unknown_ends_give_way_and_sums_add_up()
    {
        var merged = MergeColumnStatistics.Merge(
            new ColumnSummary { Arm = ColumnArm.Decimal, DecimalLow = new(-150, 2), DecimalHigh = new(7, 0), Nulls = 1 },
            new ColumnSummary { Arm = ColumnArm.Decimal, DecimalHigh = new(701, 2), Nulls = 2 });

        Assert.Equal((new DecimalNumber(-150, 2), new DecimalNumber(701, 2), 3L), (merged.DecimalLow, merged.DecimalHigh, merged.Nulls));
    }

    [Fact]
    public void Statistics_of_another_kind_are_replaced()
    {
        var newer = new ColumnSummary { Arm = ColumnArm.Long, LongLow = 1, Nulls = 1 };

        Assert.Equal(newer, MergeColumnStatistics.Merge(newer, new ColumnSummary { Arm = ColumnArm.String, MaxLength = 9, Nulls = 5 }));
    }

    [Fact]
    public void A_falling_value_goes_on_falling_to_the_last_place()
    {
        var line = new LinearExtrapolation([(0, Of(30, 90)), (1, Of(20, 80))], places: 4);

        Assert.Equal((0L, 90L), (line.Low(part => part.LongLow), line.High(part => part.LongHigh)));
        Assert.Equal((8L, (double?)null), (line.Scale(5), line.Low(part => part.DoubleLow)));
    }

    private static ColumnSummary Of(long low, long high) => new() { Arm = ColumnArm.Long, LongLow = low, LongHigh = high };
}
