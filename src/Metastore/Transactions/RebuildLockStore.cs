using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>The rows that say which transaction rebuilds a materialized view.</summary>
internal static class RebuildLockStore
{
    /// <summary>Has the transaction rebuild the view; false if another one does that gave a sign of life since <paramref name="oldest"/>, or this one does already.</summary>
    public static async Task<bool> TakeAsync(Tx tx, string database, string table, long txn, long oldest, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO rebuild_locks (database, table_name, txn_id, heartbeat)
        VALUES (@database, @table, @txn, @now)
        ON CONFLICT (database, table_name) DO UPDATE SET txn_id = excluded.txn_id, heartbeat = excluded.heartbeat
        WHERE rebuild_locks.heartbeat < @oldest
        """,
        new { database, table, txn, oldest, now = tx.NowMillis },
        ct) == 1;

    /// <summary>Notes a sign of life; false if the transaction does not rebuild the view.</summary>
    public static async Task<bool> HeartbeatAsync(Tx tx, string database, string table, long txn, CancellationToken ct) => await tx.ExecuteAsync(
        "UPDATE rebuild_locks SET heartbeat = @now WHERE database = @database AND table_name = @table AND txn_id = @txn",
        new { database, table, txn, now = tx.NowMillis },
        ct) == 1;

    public static Task DeleteAsync(Tx tx, IEnumerable<long> txns, CancellationToken ct) => tx.ExecuteAsync(
        $"DELETE FROM rebuild_locks WHERE txn_id {tx.Dialect.AnyOf("txns")}", new { txns = tx.Dialect.List(txns) }, ct);
}
