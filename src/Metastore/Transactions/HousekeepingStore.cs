using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>What is too old among the rows of transactions. States in SQL text: 1 committed, 2 aborted, 3 open; type 1 stands for one of another metastore.</summary>
internal static class HousekeepingStore
{
    /// <summary>How many rows are removed at a time.</summary>
    public const long Batch = 5000;

    /// <summary>Open transactions without a sign of life, by id.</summary>
    public static Task<List<long>> ListLateAsync(Tx tx, long oldest, long oldestReplayed, CancellationToken ct) => tx.QueryAsync<long>(
        """
        SELECT id
        FROM txns
        WHERE state <> 1 AND state = 3 AND heartbeat < CASE WHEN type = 1 THEN @oldestReplayed ELSE @oldest END
        ORDER BY id
        LIMIT @batch
        """,
        new { oldest, oldestReplayed, batch = Batch },
        ct);

    /// <summary>Those of a list that are still without a sign of life.</summary>
    public static Task<List<long>> ListLateAsync(Tx tx, IEnumerable<long> ids, long oldest, long oldestReplayed, CancellationToken ct) => tx.QueryAsync<long>(
        $"""
        SELECT id
        FROM txns
        WHERE id {tx.Dialect.AnyOf("ids")} AND state = 3 AND heartbeat < CASE WHEN type = 1 THEN @oldestReplayed ELSE @oldest END
        """,
        new { ids = tx.Dialect.List(ids), oldest, oldestReplayed },
        ct);

    /// <summary>Whether a transaction ended, or was aborted, before <paramref name="oldest"/>; the last one of all does not count.</summary>
    public static async Task<bool> HasOldAsync(Tx tx, long oldest, CancellationToken ct) => await tx.SingleOrDefaultAsync<long?>(
        "SELECT 1 FROM txns WHERE state <> 3 AND heartbeat < @oldest AND id < (SELECT MAX(id) FROM txns) LIMIT 1", new { oldest }, ct) is not null;

    /// <summary>The least transaction that any open one may not have seen the end of; the next one where none is open.</summary>
    public static Task<long> LeastUnseenAsync(Tx tx, CancellationToken ct) => tx.SingleOrDefaultAsync<long>(
        """
        SELECT COALESCE((SELECT MIN(t.least_open) FROM txns t WHERE t.state <> 1 AND t.state = 3), MAX(id) + 1, 0)
        FROM txns
        """,
        null,
        ct);

    /// <summary>Removes the write ids of transactions that all readers see, and notes the highest for each table. Those of aborted ones stay.</summary>
    public static async Task SettleWriteIdsAsync(Tx tx, long leastUnseen, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            """
            UPDATE write_id_counters
            SET settled = (
                SELECT MAX(w.write_id)
                FROM write_ids w
                WHERE w.database = write_id_counters.database AND w.table_name = write_id_counters.table_name AND w.txn_id < @leastUnseen
                    AND NOT EXISTS (SELECT 1 FROM txns t WHERE t.id = w.txn_id AND t.state <> 1))
            WHERE settled < (
                SELECT MAX(w.write_id)
                FROM write_ids w
                WHERE w.database = write_id_counters.database AND w.table_name = write_id_counters.table_name AND w.txn_id < @leastUnseen
                    AND NOT EXISTS (SELECT 1 FROM txns t WHERE t.id = w.txn_id AND t.state <> 1))
            """,
            new { leastUnseen },
            ct);
        await tx.ExecuteAsync(
            "DELETE FROM write_ids WHERE txn_id < @leastUnseen AND NOT EXISTS (SELECT 1 FROM txns t WHERE t.id = write_ids.txn_id AND t.state <> 1)",
            new { leastUnseen },
            ct);
    }

    /// <summary>Removes changes that were committed before any open transaction began.</summary>
    public static Task DeleteWriteSetsAsync(Tx tx, CancellationToken ct) => tx.ExecuteAsync(
        """
        DELETE FROM write_sets
        WHERE commit_id < COALESCE((SELECT MIN(t.id) FROM txns t WHERE t.state <> 1 AND t.state = 3), (SELECT MAX(t.id) + 1 FROM txns t), 0)
        """,
        null,
        ct);

    /// <summary>
    /// Removes transactions that ended before <paramref name="oldest"/>, and returns how many; aborted ones only if they can't have written anything.
    /// The last one of all stays, since its id is the highest.
    /// </summary>
    public static Task<int> DeleteEndedAsync(Tx tx, long oldest, CancellationToken ct) => tx.ExecuteAsync(
        """
        DELETE FROM txns
        WHERE id IN (
            SELECT t.id
            FROM txns t
            WHERE t.heartbeat < @oldest AND t.id < (SELECT MAX(id) FROM txns) AND (t.state = 1 OR (t.state = 2
                AND NOT EXISTS (SELECT 1 FROM txn_components c WHERE c.txn_id = t.id) AND NOT EXISTS (SELECT 1 FROM write_ids w WHERE w.txn_id = t.id)))
            ORDER BY t.id
            LIMIT @batch)
        """,
        new { oldest, batch = Batch },
        ct);
}
