namespace Metastore.Statistics;

/// <summary>Makes one statistics of a column out of those of many partitions, some of which may be missing.</summary>
/// <remarks>
/// Hive <c>MetaStoreDirectSql.aggrColStatsForPartitions</c> with its default settings, and <c>LinearExtrapolatePartStatus</c>. Where every
/// partition has a sketch of its distinct values those are merged, as Hive does with <c>metastore.stats.fetch.bitvector</c>.
/// </remarks>
internal static class AggregateColumnStatistics
{
    /// <summary>Columns in any order, and how many of the partitions have statistics of all columns.</summary>
    public static AggrStats Aggregate(List<StatisticsRow> rows, IReadOnlyCollection<string> columns, IReadOnlyCollection<string> partitions)
    {
        var places = partitions.Distinct(StringComparer.Ordinal).Index().ToDictionary(part => part.Item, part => part.Index, StringComparer.Ordinal);
        var wanted = columns.Distinct(StringComparer.Ordinal).Count();
        return new()
        {
            ColStats = [.. rows.GroupBy(row => (row.ColumnName, row.ColumnType)).Select(group => Aggregate(group, places))],
            PartsFound = rows.GroupBy(row => row.PartitionName).Count(group => group.Count() == wanted),
        };
    }

    private static ColumnStatisticsObj Aggregate(IEnumerable<StatisticsRow> rows, Dictionary<string, int> places)
    {
        var parts = rows.Select(row => (Place: places[row.PartitionName], Column: row.ToColumn())).OrderBy(part => part.Place).ToList();
        var found = parts.ConvertAll(part => (part.Place, ColumnArms.Read(part.Column.StatsData)));
        var merged = found.Select(part => part.Item2).Aggregate((all, part) => MergeColumnStatistics.Merge(all, part));
        if (found.Count > 1 && found.Count < places.Count)
        {
            merged = Extrapolate(merged, new(found, places.Count));
        }

        return new() { ColName = parts[0].Column.ColName, ColType = parts[0].Column.ColType, StatsData = ColumnArms.Write(Bounded(merged)) };
    }

    private static ColumnSummary Extrapolate(ColumnSummary merged, LinearExtrapolation line) => new()
    {
        Arm = merged.Arm,
        LongLow = line.Low(part => part.LongLow),
        LongHigh = line.High(part => part.LongHigh),
        DoubleLow = line.Low(part => part.DoubleLow),
        DoubleHigh = line.High(part => part.DoubleHigh),
        DecimalLow = line.Low(part => part.DecimalLow),
        DecimalHigh = line.High(part => part.DecimalHigh),
        Nulls = line.Scale(merged.Nulls),
        Trues = line.Scale(merged.Trues),
        Falses = line.Scale(merged.Falses),
        Distinct = Math.Max(merged.BitVectors is null ? 0 : merged.Distinct, line.High(part => part.Distinct) ?? 0),
        MaxLength = line.High(part => part.MaxLength) ?? 0,
        AverageLength = line.High(part => (double?)part.AverageLength) ?? 0,
        Histogram = merged.Histogram,
    };

    // There are no more whole numbers than lie between the least and the greatest.
    private static ColumnSummary Bounded(ColumnSummary summary) =>
        summary is { LongLow: { } low, LongHigh: { } high } && (Int128)high - low + 1 < summary.Distinct
            ? summary with { Distinct = high - low + 1, BitVectors = null }
            : summary with { BitVectors = null };
}
