using Metastore.Storage;

namespace Metastore.ScheduledQueries;

/// <summary>The scheduled queries' rows.</summary>
internal static class ScheduledQueryStore
{
    public static Task<ScheduledQueryRow?> FindAsync(Tx tx, ScheduledQueryKey key, CancellationToken ct) => tx.SingleOrDefaultAsync<ScheduledQueryRow>(
        """
        SELECT namespace, name, due, execution, payload
        FROM scheduled_queries
        WHERE namespace = @ClusterNamespace AND name = @ScheduleName
        """,
        new { key.ClusterNamespace, key.ScheduleName },
        ct);

    /// <summary>The query of a namespace that has been due longest and is not under way, or has given no sign of life since a time.</summary>
    public static Task<ScheduledQueryRow?> FindDueAsync(Tx tx, string clusterNamespace, int silentSince, CancellationToken ct) => tx.SingleOrDefaultAsync<ScheduledQueryRow>(
        """
        SELECT q.namespace, q.name, q.due, q.execution, q.payload
        FROM scheduled_queries q
        LEFT JOIN scheduled_executions e ON e.id = q.execution
        WHERE q.namespace = @clusterNamespace AND q.due <= @Now AND (q.execution IS NULL OR e.id IS NULL OR e.updated <= @silentSince)
        ORDER BY q.due, q.name
        LIMIT 1
        """,
        new { clusterNamespace, tx.Now, silentSince },
        ct);

    /// <summary>Adds the query; false if there is one of that name in the namespace.</summary>
    public static async Task<bool> AddAsync(Tx tx, ScheduledQueryRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO scheduled_queries (namespace, name, due, execution, payload)
        VALUES (@Namespace, @Name, @Due, @Execution, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    public static Task UpdateAsync(Tx tx, ScheduledQueryRow row, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE scheduled_queries SET due = @Due, execution = @Execution, payload = @Payload WHERE namespace = @Namespace AND name = @Name", row, ct);

    /// <summary>Notes that an execution is not under way any more.</summary>
    public static Task ReleaseAsync(Tx tx, ScheduledExecutionRow execution, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE scheduled_queries SET execution = NULL WHERE namespace = @Namespace AND name = @Name AND execution = @Id", execution, ct);

    /// <summary>Removes the query; false if there is none of that name in the namespace.</summary>
    public static async Task<bool> DeleteAsync(Tx tx, ScheduledQueryKey key, CancellationToken ct) => await tx.ExecuteAsync(
        "DELETE FROM scheduled_queries WHERE namespace = @ClusterNamespace AND name = @ScheduleName", new { key.ClusterNamespace, key.ScheduleName }, ct) == 1;
}
