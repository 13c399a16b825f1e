namespace Metastore.Statistics;

/// <summary>Reads and writes the arms of <see cref="ColumnStatisticsData"/> as a <see cref="ColumnSummary"/>; an unset value stays unset.</summary>
internal static class ColumnArms
{
    /// <summary>The summary of the arm that is set; <see cref="ColumnArm.None"/> when a client set none.</summary>
    public static ColumnSummary Read(ColumnStatisticsData? data)
        => data switch
        {
            { BooleanStats: { } s } => Read(s),
            { LongStats: { } s } => Read(s),
            { DoubleStats: { } s } => Read(s),
            { StringStats: { } s } => Read(s),
            { BinaryStats: { } s } => Read(s),
            { DecimalStats: { } s } => Read(s),
            { DateStats: { } s } => Read(s),
            { TimestampStats: { } s } => Read(s),
            _ => new() { Arm = ColumnArm.None },
        };

    public static ColumnStatisticsData Write(ColumnSummary summary)
        => summary.Arm switch
        {
            ColumnArm.Boolean => new() { BooleanStats = Boolean(summary) },
            ColumnArm.Long => new() { LongStats = Long(summary) },
            ColumnArm.Double => new() { DoubleStats = Double(summary) },
            ColumnArm.String => new() { StringStats = String(summary) },
            ColumnArm.Binary => new() { BinaryStats = Binary(summary) },
            ColumnArm.Decimal => new() { DecimalStats = Decimal(summary) },
            ColumnArm.Date => new() { DateStats = Date(summary) },
            ColumnArm.Timestamp => new() { TimestampStats = Timestamp(summary) },
            _ => new(),
        };

    private static ColumnSummary Read(BooleanColumnStatsData s)
        => new() { Arm = ColumnArm.Boolean, Trues = s.NumTrues, Falses = s.NumFalses, Nulls = s.NumNulls, BitVectors = s.BitVectors };

    private static ColumnSummary Read(LongColumnStatsData s) => new()
    {
        Arm = ColumnArm.Long,
        LongLow = s.__isset.lowValue ? s.LowValue : null,
        LongHigh = s.__isset.highValue ? s.HighValue : null,
        Nulls = s.NumNulls,
        Distinct = s.NumDVs,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static ColumnSummary Read(DoubleColumnStatsData s) => new()
    {
        Arm = ColumnArm.Double,
        DoubleLow = s.__isset.lowValue ? s.LowValue : null,
        DoubleHigh = s.__isset.highValue ? s.HighValue : null,
        Nulls = s.NumNulls,
        Distinct = s.NumDVs,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static ColumnSummary Read(StringColumnStatsData s) => new()
    {
        Arm = ColumnArm.String,
        MaxLength = s.MaxColLen,
        AverageLength = s.AvgColLen,
        Nulls = s.NumNulls,
        Distinct = s.NumDVs,
        BitVectors = s.BitVectors,
    };

    private static ColumnSummary Read(BinaryColumnStatsData s)
        => new() { Arm = ColumnArm.Binary, MaxLength = s.MaxColLen, AverageLength = s.AvgColLen, Nulls = s.NumNulls, BitVectors = s.BitVectors };

    private static ColumnSummary Read(DecimalColumnStatsData s) => new()
    {
        Arm = ColumnArm.Decimal,
        DecimalLow = s.LowValue is { } low ? DecimalNumber.From(low) : null,
        DecimalHigh = s.HighValue is { } high ? DecimalNumber.From(high) : null,
        Nulls = s.NumNulls,
        Distinct = s.NumDVs,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static ColumnSummary Read(DateColumnStatsData s) => new()
    {
        Arm = ColumnArm.Date,
        LongLow = s.LowValue?.DaysSinceEpoch,
        LongHigh = s.HighValue?.DaysSinceEpoch,
        Nulls = s.NumNulls,
        Distinct = s.NumDVs,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static ColumnSummary Read(TimestampColumnStatsData s) => new()
    {
        Arm = ColumnArm.Timestamp,
        LongLow = s.LowValue?.SecondsSinceEpoch,
        LongHigh = s.HighValue?.SecondsSinceEpoch,
        Nulls = s.NumNulls,
        Distinct = s.NumDVs,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static BooleanColumnStatsData Boolean(ColumnSummary s)
        => new() { NumTrues = s.Trues, NumFalses = s.Falses, NumNulls = s.Nulls, BitVectors = s.BitVectors };

    private static LongColumnStatsData Long(ColumnSummary s)
    {
        var data = new LongColumnStatsData { NumNulls = s.Nulls, NumDVs = s.Distinct, BitVectors = s.BitVectors, Histogram = s.Histogram };
        if (s.LongLow is { } low)
        {
            data.LowValue = low;
        }

        if (s.LongHigh is { } high)
        {
            data.HighValue = high;
        }

        return data;
    }

    private static DoubleColumnStatsData Double(ColumnSummary s)
    {
        var data = new DoubleColumnStatsData { NumNulls = s.Nulls, NumDVs = s.Distinct, BitVectors = s.BitVectors, Histogram = s.Histogram };
        if (s.DoubleLow is { } low)
        {
            data.LowValue = low;
        }

        if (s.DoubleHigh is { } high)
        {
            data.HighValue = high;
        }

        return data;
    }

    private static StringColumnStatsData String(ColumnSummary s)
        => new() { MaxColLen = s.MaxLength, AvgColLen = s.AverageLength, NumNulls = s.Nulls, NumDVs = s.Distinct, BitVectors = s.BitVectors };

    private static BinaryColumnStatsData Binary(ColumnSummary s)
        => new() { MaxColLen = s.MaxLength, AvgColLen = s.AverageLength, NumNulls = s.Nulls, BitVectors = s.BitVectors };

    private static DecimalColumnStatsData Decimal(ColumnSummary s) => new()
    {
        LowValue = s.DecimalLow?.ToHive(),
        HighValue = s.DecimalHigh?.ToHive(),
        NumNulls = s.Nulls,
        NumDVs = s.Distinct,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static DateColumnStatsData Date(ColumnSummary s) => new()
    {
        LowValue = s.LongLow is { } low ? new() { DaysSinceEpoch = low } : null,
        HighValue = s.LongHigh is { } high ? new() { DaysSinceEpoch = high } : null,
        NumNulls = s.Nulls,
        NumDVs = s.Distinct,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };

    private static TimestampColumnStatsData Timestamp(ColumnSummary s) => new()
    {
        LowValue = s.LongLow is { } low ? new() { SecondsSinceEpoch = low } : null,
        HighValue = s.LongHigh is { } high ? new() { SecondsSinceEpoch = high } : null,
        NumNulls = s.Nulls,
        NumDVs = s.Distinct,
        BitVectors = s.BitVectors,
        Histogram = s.Histogram,
    };
}
