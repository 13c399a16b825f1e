using Metastore.Names;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Statistics;

/// <summary>Statistics as a client gave them, with names as they are stored: all in lower case but the values of a partition.</summary>
/// <remarks>Hive <c>HMSHandler.normalizeColStatsInput</c>.</remarks>
internal sealed record GivenStatistics
{
    public required TableName Table { get; init; }

    /// <summary>Null for the table itself.</summary>
    public string? Partition { get; init; }

    public required bool IsTableLevel { get; init; }

    public required string Engine { get; init; }

    public required List<ColumnStatisticsObj> Columns { get; init; }

    public IEnumerable<string> ColumnNames => Columns.Select(column => column.ColName!);

    public static GivenStatistics From(ColumnStatistics? given)
    {
        var description = given?.StatsDesc ?? throw Errors.Internal();
        return new()
        {
            Table = TableName.From(description.CatName, description.DbName, description.TableName),
            Partition = PartitionNameOf(description.PartName),
            IsTableLevel = description.IsTblLevel,
            Engine = given.Engine ?? StoredStatistics.DefaultEngine,
            Columns = [.. (given.StatsObj ?? []).Select(Normalize)],
        };
    }

    /// <summary>A partition's name with its keys in lower case; values stay.</summary>
    public static string? PartitionNameOf(string? name) => name is null ? null : string.Join(PartitionName.Separator, name.Split(PartitionName.Separator).Select(WithLowerKey));

    public IEnumerable<StatisticsRow> ToRows(Tx tx, long tableId, string partition) => Columns.Select(column => new StatisticsRow
    {
        TableId = tableId,
        PartitionName = partition,
        ColumnName = column.ColName!,
        Engine = Engine,
        ColumnType = column.ColType!,
        LastAnalyzed = tx.Now,
        Payload = ThriftBinary.Write(column),
    });

    /// <summary>Only the columns whose stored statistics are right can be merged; the stored ones are merged into the given ones.</summary>
    /// <remarks>Hive <c>MetaStoreServerUtils.getMergableCols</c> and <c>mergeColStats</c>.</remarks>
    public GivenStatistics MergedInto(ColumnStatistics? stored, Dictionary<string, string>? parameters)
    {
        var right = this with { Columns = Columns.FindAll(column => ColumnStatsAccurate.HasColumn(parameters, column.ColName!)) };
        return stored is null ? right : right.MergedWith(stored.StatsObj!);
    }

    /// <summary>The older objects merged into the columns here; columns that are only there are left out.</summary>
    public GivenStatistics MergedWith(List<ColumnStatisticsObj> older) => this with
    {
        Columns = Columns.ConvertAll(column => older.Find(old => old.ColName == column.ColName) is { } match ? MergeColumnStatistics.Merge(column, match) : column),
    };

    /// <summary>What a column's new statistics do not say of its least and greatest value stays as it was.</summary>
    /// <remarks>Hive <c>StatObjectConverter.setFieldsIntoOldStats</c>.</remarks>
    public GivenStatistics Over(IEnumerable<ColumnStatisticsObj>? stored) => stored is null ? this : this with
    {
        Columns = Columns.ConvertAll(column => stored.FirstOrDefault(old => old.ColName == column.ColName) is { } match ? Over(column, match) : column),
    };

    /// <summary>The same as Hive's struct.</summary>
    public ColumnStatistics ToStatistics(int lastAnalyzed) => new()
    {
        StatsDesc = new()
        {
            IsTblLevel = Partition is null,
            CatName = Table.Catalog,
            DbName = Table.Database,
            TableName = Table.Table,
            PartName = Partition,
            LastAnalyzed = lastAnalyzed,
        },
        StatsObj = Columns,
        Engine = Engine,
    };

    private static ColumnStatisticsObj Over(ColumnStatisticsObj column, ColumnStatisticsObj stored)
    {
        var (given, before) = (ColumnArms.Read(column.StatsData), ColumnArms.Read(stored.StatsData));
        if (!given.IsLike(before))
        {
            return column;
        }

        var filled = given with
        {
            LongLow = given.LongLow ?? before.LongLow,
            LongHigh = given.LongHigh ?? before.LongHigh,
            DoubleLow = given.DoubleLow ?? before.DoubleLow,
            DoubleHigh = given.DoubleHigh ?? before.DoubleHigh,
            DecimalLow = given.DecimalLow ?? before.DecimalLow,
            DecimalHigh = given.DecimalHigh ?? before.DecimalHigh,
        };
        return new() { ColName = column.ColName, ColType = column.ColType, StatsData = ColumnArms.Write(filled) };
    }

    private static ColumnStatisticsObj Normalize(ColumnStatisticsObj column) => new()
    {
        ColName = Identifier.Normalize(column.ColName!),
        ColType = column.ColType!.ToLowerInvariant(),
        StatsData = column.StatsData,
    };

    private static string WithLowerKey(string component) =>
        component.IndexOf('=', StringComparison.Ordinal) is var equal and > 0 ? component[..equal].ToLowerInvariant() + component[equal..] : component;
}
