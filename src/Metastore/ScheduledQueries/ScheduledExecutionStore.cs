using Metastore.Storage;

namespace Metastore.ScheduledQueries;

/// <summary>The rows of executions.</summary>
internal static class ScheduledExecutionStore
{
    public static Task<long> NextIdAsync(Tx tx, CancellationToken ct) => Counters.NextAsync(tx, "scheduled_executions", ct);

    public static Task<ScheduledExecutionRow?> FindAsync(Tx tx, long id, CancellationToken ct) => tx.SingleOrDefaultAsync<ScheduledExecutionRow>(
        """
        SELECT id, namespace, name, state, executor_query_id, error_message, started, updated, ended
        FROM scheduled_executions
        WHERE id = @id
        """,
        new { id },
        ct);

    public static Task AddAsync(Tx tx, ScheduledExecutionRow row, CancellationToken ct) => tx.ExecuteAsync(
        """
        INSERT INTO scheduled_executions (id, namespace, name, state, executor_query_id, error_message, started, updated, ended)
        VALUES (@Id, @Namespace, @Name, @State, @ExecutorQueryId, @ErrorMessage, @Started, @Updated, @Ended)
        """,
        row,
        ct);

    public static Task UpdateAsync(Tx tx, ScheduledExecutionRow row, CancellationToken ct) => tx.ExecuteAsync(
        """
        UPDATE scheduled_executions
        SET state = @State, executor_query_id = @ExecutorQueryId, error_message = @ErrorMessage, updated = @Updated, ended = @Ended
        WHERE id = @Id
        """,
        row,
        ct);

    /// <summary>Forgets a query's executions.</summary>
    public static Task DeleteAllAsync(Tx tx, ScheduledQueryKey key, CancellationToken ct) => tx.ExecuteAsync(
        "DELETE FROM scheduled_executions WHERE namespace = @ClusterNamespace AND name = @ScheduleName", new { key.ClusterNamespace, key.ScheduleName }, ct);

    /// <summary>Forgets a query's executions that began before a time and have ended.</summary>
    public static Task DeleteOldAsync(Tx tx, ScheduledQueryRow query, int before, CancellationToken ct) => tx.ExecuteAsync(
        "DELETE FROM scheduled_executions WHERE namespace = @Namespace AND name = @Name AND started < @before AND ended IS NOT NULL",
        new { query.Namespace, query.Name, before },
        ct);
}
