using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>The rows of what transactions write, and of what was changed beside those that still run. Operations in SQL text: 3 update, 4 delete.</summary>
internal static class ComponentStore
{
    public static Task AddAsync(Tx tx, IReadOnlyCollection<ComponentRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO txn_components (txn_id, database, table_name, partition_name, operation)
        {tx.Dialect.Rows("txn", "database", "table", "partition", "operation")}
        ON CONFLICT DO NOTHING
        """,
        ct,
        ("txn", rows.Select(row => row.TxnId).ToArray()),
        ("database", rows.Select(row => row.Database).ToArray()),
        ("table", rows.Select(row => row.TableName).ToArray()),
        ("partition", rows.Select(row => row.PartitionName).ToArray()),
        ("operation", rows.Select(row => (long)row.Operation).ToArray()));

    /// <summary>What a transaction does, whatever it does it to, each once.</summary>
    public static async Task<List<DataOperationType>> ListOperationsAsync(Tx tx, long txn, CancellationToken ct) =>
        (await tx.QueryAsync<long>("SELECT DISTINCT operation FROM txn_components WHERE txn_id = @txn", new { txn }, ct)).ConvertAll(value => (DataOperationType)value);

    /// <summary>The first transaction that committed while this one ran and changed the same table or partition; null if there is none.</summary>
    /// <remarks>Hive <c>TxnHandler.checkForWriteConflict</c>: an insert is in nobody's way.</remarks>
    public static Task<WriteConflict?> FindConflictAsync(Tx tx, long txn, CancellationToken ct) => tx.SingleOrDefaultAsync<WriteConflict>(
        """
        SELECT w.database, w.table_name, w.partition_name, w.txn_id, w.commit_id, w.operation, c.operation AS own_operation
        FROM txn_components c
        JOIN write_sets w ON w.database = c.database AND w.table_name = c.table_name AND w.partition_name = c.partition_name
        WHERE c.txn_id = @txn AND c.operation IN (3, 4) AND w.commit_id >= @txn AND w.txn_id <> @txn
        ORDER BY w.commit_id, w.txn_id, w.partition_name
        LIMIT 1
        """,
        new { txn },
        ct);

    /// <summary>Keeps what a transaction has changed, for those that run beside it and for materialized views.</summary>
    public static async Task RecordChangesAsync(Tx tx, long txn, long commitId, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            """
            INSERT INTO write_sets (database, table_name, partition_name, txn_id, operation, commit_id)
            SELECT database, table_name, partition_name, txn_id, operation, @commitId
            FROM txn_components
            WHERE txn_id = @txn AND operation IN (3, 4)
            ON CONFLICT DO NOTHING
            """,
            new { txn, commitId },
            ct);
        await tx.ExecuteAsync(
            """
            INSERT INTO completed_changes (database, table_name, write_id)
            SELECT DISTINCT w.database, w.table_name, w.write_id
            FROM write_ids w
            JOIN txn_components c ON c.txn_id = w.txn_id AND c.database = w.database AND c.table_name = w.table_name
            WHERE w.txn_id = @txn AND c.operation IN (3, 4)
            ON CONFLICT DO NOTHING
            """,
            new { txn },
            ct);
    }

    public static Task DeleteAsync(Tx tx, long txn, CancellationToken ct) => tx.ExecuteAsync("DELETE FROM txn_components WHERE txn_id = @txn", new { txn }, ct);

    /// <summary>Writes of a table that changed or removed rows, from this write id on.</summary>
    public static Task<List<long>> ListChangesAsync(Tx tx, string database, string table, long least, CancellationToken ct) => tx.QueryAsync<long>(
        "SELECT write_id FROM completed_changes WHERE database = @database AND table_name = @table AND write_id >= @least",
        new { database, table, least },
        ct);

    /// <summary>The highest writes of compactions of a table whose result is there, from this write id on.</summary>
    public static Task<List<long>> ListCompactedAsync(Tx tx, string database, string table, long least, CancellationToken ct) => tx.QueryAsync<long>(
        """
        SELECT highest_write_id
        FROM compactions
        WHERE database = @database AND table_name = @table AND state IN ('r', 's') AND highest_write_id >= @least
        """,
        new { database, table, least },
        ct);

    /// <summary>The latest transaction that committed while this one ran and changed one of its tables; 0 if there is none.</summary>
    public static async Task<long> FindLatestConflictAsync(Tx tx, long txn, CancellationToken ct) => await tx.SingleOrDefaultAsync<long?>(
        """
        SELECT MAX(w.txn_id)
        FROM txn_components c
        JOIN write_sets w ON w.database = c.database AND w.table_name = c.table_name
        WHERE c.txn_id = @txn AND c.operation IN (3, 4) AND w.commit_id >= @txn AND w.txn_id <> @txn
        """,
        new { txn },
        ct) ?? 0;
}
