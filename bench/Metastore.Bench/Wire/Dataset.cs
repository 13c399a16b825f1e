namespace Metastore.Bench.Wire;

/// <summary>The objects that are asked for: tables of 20 columns, and partitions by day and hour of some 1.4 KB each.</summary>
internal static class Dataset
{
    public const int PlainTables = 100;
    public const int HoursPerDay = 24;
    private const int Columns = 20;
    private static readonly string[] Types = ["bigint", "string", "double", "decimal(18,2)", "timestamp"];
    private static readonly DateOnly FirstDay = new(2020, 1, 1);

    /// <summary>The name of a run's database, unlike that of any other run.</summary>
    public static string Database { get; } = $"bench_{Guid.NewGuid():N}"[..14];

    public static string PlainTable(int number) => $"plain_{number:00}";

    public static string PartitionedTable(int partitions) => $"parts_{partitions}";

    public static string WorkersTable(string kind, int worker) => $"{kind}_{worker:00}";

    public static string Day(int day) => FirstDay.AddDays(day).ToString("yyyy-MM-dd");

    /// <summary>The name of a table's partition, counted from 0 in the order of names.</summary>
    public static string PartitionName(int number) => $"day={Day(number / HoursPerDay)}/hour={number % HoursPerDay:00}";

    public static Table Table(string name, bool partitioned = false) => new()
    {
        DbName = Database,
        TableName = name,
        Owner = "bench",
        CreateTime = 0,
        LastAccessTime = 0,
        Retention = 0,
        Sd = Descriptor(),
        PartitionKeys = partitioned ? [new() { Name = "day", Type = "string" }, new() { Name = "hour", Type = "string" }] : [],
        Parameters = new() { ["EXTERNAL"] = "TRUE", ["external.table.purge"] = "TRUE", ["comment"] = "A table to be measured", ["DO_NOT_UPDATE_STATS"] = "true" },
        TableType = "EXTERNAL_TABLE",
    };

    public static Partition Partition(string table, int number) => new()
    {
        DbName = Database,
        TableName = table,
        Values = [Day(number / HoursPerDay), $"{number % HoursPerDay:00}"],
        CreateTime = 0,
        LastAccessTime = 0,
        Sd = Descriptor(),
        Parameters = new()
        {
            ["numFiles"] = "8",
            ["numRows"] = "1048576",
            ["rawDataSize"] = "134217728",
            ["totalSize"] = "33554432",
            ["COLUMN_STATS_ACCURATE"] = "{\"BASIC_STATS\":\"true\"}",
            ["presto_query_id"] = "20200101_000000_00000_abcde",
            ["DO_NOT_UPDATE_STATS"] = "true",
        },
    };

    /// <summary>Statistics of the table's columns of whole numbers.</summary>
    public static ColumnStatistics Statistics(string table) => new()
    {
        StatsDesc = new(true, Database, table),
        StatsObj = [.. StatisticsColumns.Select(column => new ColumnStatisticsObj(
            column, "bigint", new() { LongStats = new(0, 1000) { LowValue = 1, HighValue = 1_000_000 } }))],
        Engine = "hive",
    };

    public static List<string> StatisticsColumns { get; } = [.. Enumerable.Range(0, Columns).Where(i => i % Types.Length == 0).Select(i => $"column_{i:00}")];

    private static FieldSchema Column(int number) => new()
    {
        Name = $"column_{number:00}",
        Type = Types[number % Types.Length],
        Comment = number % 4 == 0 ? "a remark" : null,
    };

    private static StorageDescriptor Descriptor() => new()
    {
        Cols = [.. Enumerable.Range(0, Columns).Select(i => Column(i))],
        InputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        OutputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        Compressed = false,
        NumBuckets = -1,
        SerdeInfo = new()
        {
            SerializationLib = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            Parameters = new() { ["serialization.format"] = "1" },
        },
        BucketCols = [],
        SortCols = [],
        Parameters = [],
        StoredAsSubDirectories = false,
    };
}
