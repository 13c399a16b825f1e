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

    /// <summary>Tells a query in its table whether the statistics hold for it (<c>ObjectStore.getTable</c>); ones that don't are not marked as right.</summary>
    public static void Judge(Table table, string snapshot)
    {
        table.IsStatsCompliant = IsCurrent(table, table.Parameters, table.WriteId, snapshot);
        if (!table.IsStatsCompliant)
        {
            ColumnStatsAccurate.Clear(table.Parameters);
        }
    }

    /// <summary>Whether who writes statistics now can vouch for them: of a transactional table, whoever sees its last write.</summary>
    public static bool CanVouch(Table table, long lastWriteId, string? snapshot) =>
        !IsTransactional(table) || lastWriteId < 1 || (snapshot is not null && WriteIdSnapshot.Parse(snapshot).Sees(lastWriteId));

    /// <summary>Says in the parameters that these columns are right now; where nobody can vouch for that, nothing is right any more.</summary>
    public static void MarkColumns(Table table, Dictionary<string, string> parameters, long lastWriteId, IEnumerable<string> columns, string? snapshot)
    {
        if (!CanVouch(table, lastWriteId, snapshot))
        {
            ColumnStatsAccurate.Clear(parameters);
        }
        else
        {
            ColumnStatsAccurate.SetColumns(parameters, columns);
        }
    }
}
