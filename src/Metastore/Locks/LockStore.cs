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

    /// <summary>All that is alive, by id; a filter that is empty (or 0) lets everything through.</summary>
    public static Task<List<LockRow>> ListAsync(Tx tx, string database, string table, string partition, long txn, long oldest, CancellationToken ct) =>
        tx.QueryAsync<LockRow>(
            """
            SELECT id, part, txn_id, database, table_name, partition_name, type, state, heartbeat, acquired, user_name, host, agent, blocked_by, blocked_by_part
            FROM locks
            WHERE (txn_id <> 0 OR heartbeat >= @oldest) AND (@database = '' OR database = @database) AND (@table = '' OR table_name = @table)
                AND (@partition = '' OR partition_name = @partition) AND (@txn = 0 OR txn_id = @txn)
            ORDER BY id, part
            """,
            new { database, table, partition, txn, oldest },
            ct);

    /// <summary>Notes a sign of life and returns the lock's components; none if there is no such lock.</summary>
    public static async Task<List<LockRow>> HeartbeatAsync(Tx tx, long id, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<LockRow>(
            """
            UPDATE locks
            SET heartbeat = CASE WHEN txn_id = 0 THEN @now ELSE heartbeat END
            WHERE id = @id
            RETURNING id, part, txn_id, database, table_name, partition_name, type, state, heartbeat, acquired, user_name, host, agent, blocked_by, blocked_by_part
            """,
            new { id, now = tx.NowMillis },
            ct);
        return [.. rows.OrderBy(row => row.Part)];
    }

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

    /// <summary>Removes a lock that no transaction has acquired, and returns whether there was one.</summary>
    public static async Task<bool> DeleteAsync(Tx tx, long id, CancellationToken ct) => await tx.ExecuteAsync(
        "DELETE FROM locks WHERE id = @id AND (txn_id = 0 OR state <> @acquired)",
        new { id, acquired = (long)LockState.ACQUIRED },
        ct) > 0;

    /// <summary>Removes what has given no sign of life since then. Locks of transactions live with them.</summary>
    public static Task DeleteExpiredAsync(Tx tx, long oldest, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM locks WHERE heartbeat < @oldest AND txn_id = 0", new { oldest }, ct);
}
