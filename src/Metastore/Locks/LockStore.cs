using Metastore.Storage;

namespace Metastore.Locks;

/// <summary>The locks' rows, one for each component.</summary>
internal static class LockStore
{
    /// <summary>The next lock's id.</summary>
    public static Task<long> NextIdAsync(Tx tx, CancellationToken ct) => Counters.NextAsync(tx, "locks", ct);

    public static Task AddAsync(Tx tx, IReadOnlyList<LockRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO locks (
            id, part, txn_id, database, table_name, partition_name, type, state, heartbeat, acquired, user_name, host, agent, blocked_by, blocked_by_part)
        {tx.Dialect.Rows("id", "part", "txn", "database", "table", "partition", "type", "state", "heartbeat", "acquired", "user", "host", "agent", "by", "byPart")}
        """,
        ct,
        ("id", rows.Select(row => row.Id).ToArray()),
        ("part", rows.Select(row => row.Part).ToArray()),
        ("txn", rows.Select(row => row.TxnId).ToArray()),
        ("database", rows.Select(row => row.Database).ToArray()),
        ("table", rows.Select(row => row.TableName).ToArray()),
        ("partition", rows.Select(row => row.PartitionName).ToArray()),
        ("type", rows.Select(row => (long)row.Type).ToArray()),
        ("state", rows.Select(row => (long)row.State).ToArray()),
        ("heartbeat", rows.Select(row => row.Heartbeat).ToArray()),
        ("acquired", rows.Select(row => row.Acquired).ToArray()),
        ("user", rows.Select(row => row.UserName).ToArray()),
        ("host", rows.Select(row => row.Host).ToArray()),
        ("agent", rows.Select(row => row.Agent).ToArray()),
        ("by", rows.Select(row => row.BlockedBy).ToArray()),
        ("byPart", rows.Select(row => row.BlockedByPart).ToArray()));

    /// <summary>What is locked, or waited for, in these databases by locks with a lower id, by id.</summary>
    public static Task<List<LockRow>> ListBeforeAsync(Tx tx, long id, IEnumerable<string> databases, CancellationToken ct) => tx.QueryAsync<LockRow>(
        $"""
        SELECT id, part, txn_id, database, table_name, partition_name, type, state, heartbeat, acquired, user_name, host, agent, blocked_by, blocked_by_part
        FROM locks
        WHERE database {tx.Dialect.AnyOf("databases")} AND id < @id
        ORDER BY id, part
        """,
        new { id, databases = tx.Dialect.List(databases) },
        ct);

    /// <summary>All that is alive, by id; a filter that is empty (or negative) lets everything through.</summary>
    public static Task<List<LockRow>> ListAsync(Tx tx, string database, string table, string partition, long txn, long oldest, CancellationToken ct) =>
        tx.QueryAsync<LockRow>(
            """
            SELECT id, part, txn_id, database, table_name, partition_name, type, state, heartbeat, acquired, user_name, host, agent, blocked_by, blocked_by_part
            FROM locks
            WHERE (txn_id <> 0 OR heartbeat >= @oldest) AND (@database = '' OR database = @database) AND (@table = '' OR table_name = @table)
                AND (@partition = '' OR partition_name = @partition) AND (@txn < 0 OR txn_id = @txn)
            ORDER BY id, part
            """,
            new { database, table, partition, txn, oldest },
            ct);

    /// <summary>The components of one lock, with the heartbeat of the transaction if it is of one; none if there is no such lock.</summary>
    public static Task<List<LockRow>> FindAsync(Tx tx, long id, CancellationToken ct) => tx.QueryAsync<LockRow>(
        """
        SELECT l.id, l.part, l.txn_id, l.database, l.table_name, l.partition_name, l.type, l.state, COALESCE(t.heartbeat, l.heartbeat) AS heartbeat,
            l.acquired, l.user_name, l.host, l.agent, l.blocked_by, l.blocked_by_part
        FROM locks l
        LEFT JOIN txns t ON t.id = l.txn_id
        WHERE l.id = @id
        ORDER BY l.part
        """,
        new { id },
        ct);

    /// <summary>Notes a sign of life; false if there is no such lock.</summary>
    public static async Task<bool> HeartbeatAsync(Tx tx, long id, CancellationToken ct) => await tx.ExecuteAsync(
        "UPDATE locks SET heartbeat = CASE WHEN txn_id = 0 THEN @now ELSE heartbeat END WHERE id = @id", new { id, now = tx.NowMillis }, ct) > 0;

    public static Task AcquireAsync(Tx tx, long id, CancellationToken ct) => tx.ExecuteAsync(
        """
        UPDATE locks
        SET state = @state, acquired = @now, blocked_by = NULL, blocked_by_part = NULL
        WHERE id = @id
        """,
        new { id, now = tx.NowMillis, state = (long)LockState.ACQUIRED },
        ct);

    public static Task SetBlockerAsync(Tx tx, LockRow waiting, LockRow blocker, CancellationToken ct) => tx.ExecuteAsync(
        """
        UPDATE locks
        SET blocked_by = CASE WHEN part = @part THEN @by END, blocked_by_part = CASE WHEN part = @part THEN @byPart END
        WHERE id = @id
        """,
        new { id = waiting.Id, part = waiting.Part, by = blocker.Id, byPart = blocker.Part },
        ct);

    /// <summary>Removes locks that no transaction has acquired, and returns whether there were any.</summary>
    public static async Task<bool> DeleteAsync(Tx tx, IEnumerable<long> ids, CancellationToken ct) => await tx.ExecuteAsync(
        $"DELETE FROM locks WHERE id {tx.Dialect.AnyOf("ids")} AND (txn_id = 0 OR state <> @acquired)",
        new { ids = tx.Dialect.List(ids), acquired = (long)LockState.ACQUIRED },
        ct) > 0;

    /// <summary>Removes the locks of transactions that have ended.</summary>
    public static Task DeleteOfTransactionsAsync(Tx tx, IEnumerable<long> txns, CancellationToken ct) => tx.ExecuteAsync(
        $"DELETE FROM locks WHERE txn_id {tx.Dialect.AnyOf("txns")}", new { txns = tx.Dialect.List(txns) }, ct);

    /// <summary>Removes locks without a sign of life since <paramref name="oldest"/>, and those that came to transactions after their end.</summary>
    public static Task DeleteDeadAsync(Tx tx, long oldest, CancellationToken ct) => tx.ExecuteAsync(
        """
        DELETE FROM locks
        WHERE CASE WHEN txn_id = 0 THEN heartbeat < @oldest ELSE NOT EXISTS (SELECT 1 FROM txns t WHERE t.id = locks.txn_id AND t.state = 3) END
        """,
        new { oldest },
        ct);
}
