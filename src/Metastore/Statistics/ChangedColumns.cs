using Metastore.Partitions;
using Metastore.Storage;

namespace Metastore.Statistics;

/// <summary>What a change of columns does to statistics: those of a column that is gone, or has another type, are forgotten.</summary>
/// <remarks>Hive <c>HiveAlterHandler.deleteTableColumnStats</c> and <c>updateOrGetPartitionColumnStats</c>: the type is the one given with the statistics.</remarks>
internal static class ChangedColumns
{
    /// <summary>
    /// For objects whose columns are replaced, each once; the columns that are forgotten leave COLUMN_STATS_ACCURATE of their parameters. Pure additions
    /// change nothing.
    /// </summary>
    public static async Task ForgetAsync(Tx tx, long tableId, IEnumerable<ColumnChange> changes, CancellationToken ct)
    {
        var changed = changes
            .Where(change => change.Before?.Exists(column => !Has(change.After, column.Name, column.Type)) == true)
            .ToDictionary(change => change.Partition, StringComparer.Ordinal);
        if (changed.Count == 0)
        {
            return;
        }

        var rows = await StatisticsStore.ListAsync(tx, tableId, changed.Keys, ct);
        var gone = rows.FindAll(row => !Has(changed[row.PartitionName].After, row.ColumnName, row.ColumnType));
        await StatisticsStore.DeleteAsync(tx, tableId, gone, ct);
        foreach (var row in gone)
        {
            ColumnStatsAccurate.RemoveColumns(changed[row.PartitionName].Parameters, [row.ColumnName]);
        }
    }

    /// <summary>
    /// For all partitions of a table whose columns are replaced, unless the old ones begin the new ones. The columns that are forgotten leave
    /// COLUMN_STATS_ACCURATE of the partitions, though these may keep their own columns.
    /// </summary>
    /// <remarks>Hive with <c>metastore.colstats.retain.on.column.removal</c>, which is its default.</remarks>
    public static async Task ForgetInPartitionsAsync(Tx tx, long tableId, List<FieldSchema>? before, List<FieldSchema>? after, CancellationToken ct)
    {
        if (IsPrefix(before ?? [], after ?? []))
        {
            return;
        }

        var gone = new List<(string Partition, string Column)>();
        foreach (var column in await StatisticsStore.ListPartitionColumnsAsync(tx, tableId, ct))
        {
            if (!Has(after, column.Name, column.Type))
            {
                gone.AddRange((await StatisticsStore.DeletePartitionColumnAsync(tx, tableId, column, ct)).Select(partition => (partition, column.Name!)));
            }
        }

        var columns = gone.ToLookup(one => one.Partition, one => one.Column, StringComparer.Ordinal);
        var partitions = await StoredPartition.FindAsync(tx, tableId, columns.Select(partition => partition.Key), ct);
        await PartitionWriteStore.ReplaceAsync(tx, [.. partitions.Values.Select(partition => partition.Unmarked(columns[partition.Row.Name]))], ct);
    }

    private static bool IsPrefix(List<FieldSchema> before, List<FieldSchema> after) =>
        before.Count <= after.Count && before.Zip(after).All(pair => IsSame(pair.First, pair.Second.Name, pair.Second.Type));

    private static bool Has(List<FieldSchema>? columns, string? name, string? type) => columns?.Exists(column => IsSame(column, name, type)) ?? false;

    private static bool IsSame(FieldSchema column, string? name, string? type) =>
        string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase) && string.Equals(column.Type, type, StringComparison.OrdinalIgnoreCase);
}
