namespace Metastore.Statistics;

/// <summary>Makes one of two statistics of a column, over the values of both.</summary>
/// <remarks>Hive <c>columnstats/merge</c>; where the two describe different kinds of value, the newer one counts.</remarks>
internal static class MergeColumnStatistics
{
    /// <summary>The newer object with the older one merged into it; its name and type are the newer one's.</summary>
    public static ColumnStatisticsObj Merge(ColumnStatisticsObj newer, ColumnStatisticsObj older) => new()
    {
        ColName = newer.ColName,
        ColType = newer.ColType,
        StatsData = ColumnArms.Write(Merge(ColumnArms.Read(newer.StatsData), ColumnArms.Read(older.StatsData))),
    };

    public static ColumnSummary Merge(ColumnSummary newer, ColumnSummary older)
    {
        if (!newer.IsLike(older))
        {
            return newer;
        }

        var sketch = MergeSketches(newer.BitVectors, older.BitVectors);
        return newer with
        {
            LongLow = Least(newer.LongLow, older.LongLow),
            LongHigh = Greatest(newer.LongHigh, older.LongHigh),
            DoubleLow = Least(newer.DoubleLow, older.DoubleLow),
            DoubleHigh = Greatest(newer.DoubleHigh, older.DoubleHigh),
            DecimalLow = Least(newer.DecimalLow, older.DecimalLow),
            DecimalHigh = Greatest(newer.DecimalHigh, older.DecimalHigh),
            Nulls = newer.Nulls + older.Nulls,
            Distinct = sketch?.Estimate() ?? Math.Max(newer.Distinct, older.Distinct),
            AverageLength = Math.Max(newer.AverageLength, older.AverageLength),
            MaxLength = Math.Max(newer.MaxLength, older.MaxLength),
            Trues = newer.Trues + older.Trues,
            Falses = newer.Falses + older.Falses,
            BitVectors = sketch is null ? null : HyperLogLogFormat.Write(sketch),
            Histogram = MergeHistograms(newer.Histogram, older.Histogram),
        };
    }

    // A sketch of the one alone would not tell of the other's values: then there is none.
    private static HyperLogLog? MergeSketches(byte[]? first, byte[]? second) =>
        first is not null && second is not null && HyperLogLogFormat.Read(first) is { } a && HyperLogLogFormat.Read(second) is { } b
            ? HyperLogLog.Merge(a, b)
            : null;

    private static byte[]? MergeHistograms(byte[]? first, byte[]? second) =>
        first is not null && second is not null && KllHistogramFormat.Read(first) is { } a && KllHistogramFormat.Read(second) is { } b
            ? KllHistogramFormat.Write(KllHistogram.Merge(a, b))
            : null;

    private static T? Least<T>(T? first, T? second)
        where T : struct, IComparable<T> => first is { } a && second is { } b ? a.CompareTo(b) <= 0 ? a : b : first ?? second;

    private static T? Greatest<T>(T? first, T? second)
        where T : struct, IComparable<T> => first is { } a && second is { } b ? a.CompareTo(b) >= 0 ? a : b : first ?? second;
}
