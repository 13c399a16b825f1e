namespace Metastore.Statistics;

/// <summary>Which member of the union <see cref="ColumnStatisticsData"/> is set; the numbers are the IDL's field ids.</summary>
internal enum ColumnArm
{
    None = 0,
    Boolean = 1,
    Long = 2,
    Double = 3,
    String = 4,
    Binary = 5,
    Decimal = 6,
    Date = 7,
    Timestamp = 8,
}
