using Metastore.Storage;

namespace Metastore.Compactions;

/// <summary>The compactions' rows; those that are done have an end. States in SQL text are the letters of <see cref="CompactionState"/>.</summary>
internal static class CompactionStore
{
    // Hive's compactor.history.retention: three of each, two of those that did not begin.
    private const long KeptDone = 3;
    private const long KeptNotBegun = 2;

    public static Task<long> NextIdAsync(Tx tx, CancellationToken ct) => LastIdAsync(tx, 1, ct);

    /// <summary>Takes this many ids and returns the last of them.</summary>
    public static Task<long> LastIdAsync(Tx tx, long count, CancellationToken ct) => Counters.AddAsync(tx, "compactions", count, ct);

    public static Task AddAsync(Tx tx, CompactionRow row, CancellationToken ct) => tx.ExecuteAsync(
        """
        INSERT INTO compactions (
            id, database, table_name, partition_name, type, state, pool_name, properties, run_as, initiator_id, initiator_version, worker_id, worker_version,
            bucket_count, order_by, enqueued, started, ended, highest_write_id, txn_id, next_txn_id, committed, job_id, error_message)
        VALUES (
            @Id, @Database, @TableName, @PartitionName, @Type, @State, @PoolName, @Properties, @RunAs, @InitiatorId, @InitiatorVersion, @WorkerId, @WorkerVersion,
            @BucketCount, @OrderBy, @Enqueued, @Started, @Ended, @HighestWriteId, @TxnId, @NextTxnId, @Committed, @JobId, @ErrorMessage)
        """,
        row,
        ct);

    /// <summary>One like this for each of these partitions, the ids ascending up to <paramref name="last"/>.</summary>
    public static Task AddAsync(Tx tx, CompactionRow row, IReadOnlyCollection<string> partitions, long last, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO compactions (id, database, table_name, partition_name, type, state, enqueued, bucket_count, highest_write_id, txn_id, next_txn_id)
        SELECT "id", "database", "table", "partition", "type", "state", "enqueued", 0, 0, 0, 0
        FROM {tx.Dialect.Given("id", "database", "table", "partition", "type", "state", "enqueued")} given
        """,
        ct,
        ("id", partitions.Select((_, i) => last - partitions.Count + 1 + i).ToArray()),
        ("database", partitions.Select(_ => row.Database).ToArray()),
        ("table", partitions.Select(_ => row.TableName).ToArray()),
        ("partition", partitions.ToArray()),
        ("type", partitions.Select(_ => (long)row.Type).ToArray()),
        ("state", partitions.Select(_ => row.State).ToArray()),
        ("enqueued", partitions.Select(_ => row.Enqueued).ToArray()));

    /// <summary>What is asked for already of these partitions, under way, or waits for its old files to go with no write since; by id.</summary>
    public static Task<List<CompactionRow>> ListPendingAsync(Tx tx, CompactionRow wanted, IEnumerable<string> partitions, CancellationToken ct) => tx.QueryAsync<CompactionRow>(
        $"""
        SELECT id, database, table_name, partition_name, type, state, enqueued
        FROM compactions
        WHERE database = @Database AND table_name = @TableName AND partition_name {tx.Dialect.AnyOf("partitions")} AND (state IN ('i', 'w') OR (state = 'r'
            AND highest_write_id = (SELECT c.last FROM write_id_counters c WHERE c.database = @Database AND c.table_name = @TableName)))
        ORDER BY id
        """,
        new { wanted.Database, wanted.TableName, partitions = tx.Dialect.List(partitions) },
        ct);

    /// <summary>The one that runs in a transaction.</summary>
    public static Task<CompactionRow?> FindOfTransactionAsync(Tx tx, long txn, CancellationToken ct) => tx.SingleOrDefaultAsync<CompactionRow>(
        """
        SELECT id, database, table_name, partition_name, type, state, enqueued
        FROM compactions
        WHERE txn_id = @txn AND ended IS NULL
        ORDER BY id
        LIMIT 1
        """,
        new { txn },
        ct);

    public static Task<CompactionRow?> FindAsync(Tx tx, long id, CancellationToken ct) => tx.SingleOrDefaultAsync<CompactionRow>(
        """
        SELECT id, database, table_name, partition_name, type, state, pool_name, properties, run_as, initiator_id, initiator_version, worker_id, worker_version,
            bucket_count, order_by, enqueued, started, ended, highest_write_id, txn_id, next_txn_id, committed, job_id, error_message
        FROM compactions
        WHERE id = @id
        """,
        new { id },
        ct);

    /// <summary>Pending and done ones by id; a filter that is empty (or 0) lets everything through.</summary>
    public static Task<List<CompactionRow>> ListAsync(
        Tx tx, long id, string database, string table, string partition, string pool, string state, long type, CancellationToken ct) => tx.QueryAsync<CompactionRow>(
        """
        SELECT id, database, table_name, partition_name, type, state, pool_name, properties, run_as, initiator_id, initiator_version, worker_id, worker_version,
            bucket_count, order_by, enqueued, started, ended, highest_write_id, txn_id, next_txn_id, committed, job_id, error_message
        FROM compactions
        WHERE (@id = 0 OR id = @id) AND (@database = '' OR database = @database) AND (@table = '' OR table_name = @table)
            AND (@partition = '' OR partition_name = @partition) AND (@pool = '' OR COALESCE(pool_name, 'default') = @pool)
            AND (@state = '' OR state = @state) AND (@type = 0 OR type = @type)
        ORDER BY id
        """,
        new { id, database, table, partition, pool, state, type },
        ct);

    /// <summary>Whether there is work for a worker, as <see cref="TakeAsync"/> would find it.</summary>
    public static async Task<bool> HasWorkAsync(Tx tx, string pool, long impatient, long dead, CancellationToken ct) => await tx.SingleOrDefaultAsync<long?>(
        """
        SELECT 1
        FROM compactions
        WHERE (state = 'i' OR (state = 'w' AND started < @dead))
            AND CASE WHEN @pool = '' THEN pool_name IS NULL OR enqueued < @impatient ELSE pool_name = @pool END
        LIMIT 1
        """,
        new { pool, impatient, dead },
        ct) is not null;

    /// <summary>
    /// Gives the oldest one to a worker; null if there is none. One without a pool takes what names none, or was asked for before <paramref name="impatient"/>.
    /// What another worker began before <paramref name="dead"/> is begun anew.
    /// </summary>
    public static Task<CompactionRow?> TakeAsync(Tx tx, string? worker, string? version, string pool, long impatient, long dead, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<CompactionRow>(
            """
            UPDATE compactions
            SET state = 'w', worker_id = @worker, worker_version = @version, started = @now
            WHERE id = (
                SELECT id
                FROM compactions
                WHERE (state = 'i' OR (state = 'w' AND started < @dead))
                    AND CASE WHEN @pool = '' THEN pool_name IS NULL OR enqueued < @impatient ELSE pool_name = @pool END
                ORDER BY id
                LIMIT 1)
            RETURNING id, database, table_name, partition_name, type, state, pool_name, properties, bucket_count, order_by, enqueued
            """,
            new { worker, version, pool, impatient, dead, now = tx.NowMillis },
            ct);

    /// <summary>Notes which writes a worker compacts, in which transaction and as whom; false if there is no such compaction.</summary>
    public static async Task<bool> SetWorkAsync(Tx tx, long id, long highestWriteId, string? runAs, long txn, CancellationToken ct) => await tx.ExecuteAsync(
        "UPDATE compactions SET highest_write_id = @highestWriteId, run_as = @runAs, txn_id = @txn WHERE id = @id AND ended IS NULL",
        new { id, highestWriteId, runAs, txn },
        ct) == 1;

    public static Task SetJobAsync(Tx tx, long id, string? job, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE compactions SET job_id = @job WHERE id = @id", new { id, job }, ct);

    /// <summary>The compacted files are there, and the old ones may go.</summary>
    public static Task SetReadyAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE compactions SET state = 'r', worker_id = NULL WHERE id = @id AND ended IS NULL", new { id }, ct);

    /// <summary>The transaction of a compaction is committed.</summary>
    public static Task SetCommittedAsync(Tx tx, long txn, long commitId, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE compactions SET next_txn_id = @commitId, committed = @now WHERE txn_id = @txn AND ended IS NULL", new { txn, commitId, now = tx.NowMillis }, ct);

    /// <summary>Ends a compaction, and removes what is too much of the history of its kind.</summary>
    public static async Task EndAsync(Tx tx, CompactionRow row, string state, string? error, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            "UPDATE compactions SET state = @state, ended = @now, committed = COALESCE(committed, 0), error_message = @error WHERE id = @Id",
            new { row.Id, state, error, now = tx.NowMillis },
            ct);
        await tx.ExecuteAsync(
            """
            DELETE FROM compactions
            WHERE id IN (
                SELECT id
                FROM compactions
                WHERE database = @Database AND table_name = @TableName AND partition_name = @PartitionName AND state = @state AND ended IS NOT NULL
                    AND id NOT IN (
                        SELECT id
                        FROM compactions
                        WHERE database = @Database AND table_name = @TableName AND partition_name = @PartitionName AND state = @state AND ended IS NOT NULL
                        ORDER BY id DESC
                        LIMIT @kept))
            """,
            new { row.Database, row.TableName, row.PartitionName, state, kept = state == CompactionState.DidNotInitiate ? KeptNotBegun : KeptDone },
            ct);
    }

    /// <summary>Those whose result is there, of a table, after <paramref name="last"/>, the newest first.</summary>
    public static Task<List<CompactionRow>> ListCommittedAsync(Tx tx, string database, string table, long last, CancellationToken ct) => tx.QueryAsync<CompactionRow>(
        """
        SELECT id, database, table_name, partition_name, type, state, enqueued
        FROM compactions
        WHERE database = @database AND table_name = @table AND state IN ('r', 's') AND id > @last
        ORDER BY id DESC
        """,
        new { database, table, last },
        ct);
}
