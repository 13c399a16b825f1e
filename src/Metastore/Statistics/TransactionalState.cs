namespace Metastore.Statistics;

/// <summary>Who may believe, and who may change, the statistics of a transactional table or of its partitions.</summary>
/// <remarks>Hive <c>ObjectStore.isCurrentStatsValidForTheQuery</c> and <c>updateTableColumnStatistics</c>.</remarks>
internal static class TransactionalState
{
    private const string Transactional = "transactional";

    public static bool IsTransactional(Table table) =>
        string.Equals(table.Parameters?.GetValueOrDefault(Transactional), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether statistics written with this write id hold for a query with this snapshot (null: a query that does not ask).</summary>
    public static bool IsCurrent(Table table, Dictionary<string, string>? parameters, long writeId, string? snapshot) =>
        snapshot is null || !IsTransactional(table) || writeId < 1
        || (ColumnStatsAccurate.HasBasic(parameters) && WriteIdSnapshot.Parse(snapshot).Sees(writeId));

    /// <summary>
    /// Says in the parameters that these columns are right now. For a transactional table only a writer with a write id and a snapshot can
    /// say that, and only if what was written before is in its snapshot; else nothing is right any more.
    /// </summary>
    public static void MarkColumns(
        Table table, Dictionary<string, string> parameters, long lastWriteId, IEnumerable<string> columns, string? snapshot, long writeId)
    {
        if (IsTransactional(table) && (snapshot is null || writeId < 1 || (lastWriteId > 0 && !WriteIdSnapshot.Parse(snapshot).Sees(lastWriteId))))
        {
            ColumnStatsAccurate.Clear(parameters);
        }
        else
        {
            ColumnStatsAccurate.SetColumns(parameters, columns);
        }
    }
}
