using Metastore.Names;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Statistics;

/// <summary>Reads statistics as Hive's structs, for this domain and for tables and partitions that are asked for with theirs.</summary>
internal static class StoredStatistics
{
    /// <summary>The engine of a client that names none.</summary>
    public const string DefaultEngine = "hive";

    /// <summary>Statistics of these columns (null: all) of the table itself, by column; null if there are none.</summary>
    public static Task<ColumnStatistics?> OfTableAsync(Tx tx, TableRow table, IEnumerable<string>? columns, string? engine, CancellationToken ct) =>
        OfTableAsync(tx, table, columns, engine, null, ct);

    /// <summary>The same for the reply to <paramref name="session"/>, if it is not null.</summary>
    public static async Task<ColumnStatistics?> OfTableAsync(
        Tx tx, TableRow table, IEnumerable<string>? columns, string? engine, Session? session, CancellationToken ct)
    {
        var rows = await StatisticsStore.FindAsync(tx, table.Id, [StatisticsStore.WholeTable], columns, engine ?? DefaultEngine, ct);
        return rows.Count == 0 ? null : ToStatistics(table.FullName, rows, session);
    }

    /// <summary>Statistics of these columns (null: all) of the partitions that have any, by the partition's name.</summary>
    public static Task<Dictionary<string, ColumnStatistics>> OfPartitionsAsync(
        Tx tx, TableRow table, IEnumerable<string> partitions, IEnumerable<string>? columns, string? engine, CancellationToken ct) =>
        OfPartitionsAsync(tx, table, partitions, columns, engine, null, ct);

    /// <summary>The same for the reply to <paramref name="session"/>, if it is not null.</summary>
    public static async Task<Dictionary<string, ColumnStatistics>> OfPartitionsAsync(
        Tx tx, TableRow table, IEnumerable<string> partitions, IEnumerable<string>? columns, string? engine, Session? session, CancellationToken ct)
    {
        var rows = await StatisticsStore.FindAsync(tx, table.Id, partitions, columns, engine ?? DefaultEngine, ct);
        return rows.GroupBy(row => row.PartitionName).ToDictionary(group => group.Key, group => ToStatistics(table.FullName, [.. group], session), StringComparer.Ordinal);
    }

    /// <summary>
    /// Puts statistics into the order of a table's columns, for the table or its partitions that show them. Hive's come as they were written, which
    /// for a measured table is that order.
    /// </summary>
    public static Func<IEnumerable<ColumnStatisticsObj>, List<ColumnStatisticsObj>> OrderOf(Table table)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in table.Sd?.Cols ?? [])
        {
            places.TryAdd(column.Name!, places.Count);
        }

        return statistics => [.. statistics.OrderBy(column => places.GetValueOrDefault(column.ColName!, int.MaxValue))];
    }

    private static ColumnStatistics ToStatistics(TableName table, List<StatisticsRow> rows, Session? session) => new()
    {
        StatsDesc = new()
        {
            IsTblLevel = rows[0].PartitionName == StatisticsStore.WholeTable,
            CatName = table.Catalog,
            DbName = table.Database,
            TableName = table.Table,
            PartName = rows[0].PartitionName == StatisticsStore.WholeTable ? null : rows[0].PartitionName,
            LastAnalyzed = rows.Max(row => row.LastAnalyzed),
        },
        StatsObj = rows.ConvertAll(row => StatisticsRow.ForReply(row.Payload, session)),
        Engine = rows[0].Engine,
    };
}
