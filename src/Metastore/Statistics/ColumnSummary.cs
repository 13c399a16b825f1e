namespace Metastore.Statistics;

/// <summary>
/// What is known of a column's values, whichever arm of the union carries it, so that the rules are written once.
/// Dates are days and timestamps are seconds; null is what the client did not say or the arm does not have.
/// </summary>
/// <remarks>The columns of Hive's TAB_COL_STATS. <see cref="ColumnArms"/> reads and writes the union.</remarks>
internal sealed record ColumnSummary
{
    public required ColumnArm Arm { get; init; }

    public long? LongLow { get; init; }

    public long? LongHigh { get; init; }

    public double? DoubleLow { get; init; }

    public double? DoubleHigh { get; init; }

    public DecimalNumber? DecimalLow { get; init; }

    public DecimalNumber? DecimalHigh { get; init; }

    public long Nulls { get; init; }

    public long Distinct { get; init; }

    public double AverageLength { get; init; }

    public long MaxLength { get; init; }

    public long Trues { get; init; }

    public long Falses { get; init; }

    public byte[]? BitVectors { get; init; }

    public byte[]? Histogram { get; init; }

    /// <summary>Whether values are held as whole numbers: then the arms differ in name only.</summary>
    public bool IsWhole => Arm is ColumnArm.Long or ColumnArm.Date or ColumnArm.Timestamp;

    /// <summary>Whether the two describe the same kind of value.</summary>
    public bool IsLike(ColumnSummary other) => Arm == other.Arm || (IsWhole && other.IsWhole);
}
