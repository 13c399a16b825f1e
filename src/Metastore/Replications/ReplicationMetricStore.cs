using Metastore.Storage;

namespace Metastore.Replications;

/// <summary>The rows of replication metrics, one for each execution.</summary>
internal static class ReplicationMetricStore
{
    private const string Columns = "execution_id AS scheduled_execution_id, policy, dump_execution_id, metadata, progress, message_format, started";

    /// <summary>Adds those of an execution; where it has some, what is given takes the place of the old, and policy, dump and time stay.</summary>
    public static Task PutAsync(Tx tx, ReplicationMetricRow row, CancellationToken ct) => tx.ExecuteAsync(
        """
        INSERT INTO replication_metrics (execution_id, policy, dump_execution_id, metadata, progress, message_format, started)
        VALUES (@ScheduledExecutionId, @Policy, @DumpExecutionId, @Metadata, @Progress, @MessageFormat, @Started)
        ON CONFLICT (execution_id) DO UPDATE SET
            metadata = COALESCE(excluded.metadata, replication_metrics.metadata),
            progress = COALESCE(excluded.progress, replication_metrics.progress),
            message_format = COALESCE(excluded.message_format, replication_metrics.message_format)
        """,
        row,
        ct);

    /// <summary>Those of a policy, the latest execution first.</summary>
    public static Task<List<ReplicationMetricRow>> ListByPolicyAsync(Tx tx, string policy, CancellationToken ct) => tx.QueryAsync<ReplicationMetricRow>(
        $"""
        SELECT {Columns}
        FROM replication_metrics
        WHERE policy = @policy
        ORDER BY execution_id DESC
        """,
        new { policy },
        ct);

    /// <summary>Those of a dump, the latest execution first.</summary>
    public static Task<List<ReplicationMetricRow>> ListByDumpAsync(Tx tx, long dump, CancellationToken ct) => tx.QueryAsync<ReplicationMetricRow>(
        $"""
        SELECT {Columns}
        FROM replication_metrics
        WHERE dump_execution_id = @dump
        ORDER BY execution_id DESC
        """,
        new { dump },
        ct);

    /// <summary>Those of an execution.</summary>
    public static Task<List<ReplicationMetricRow>> ListByExecutionAsync(Tx tx, long execution, CancellationToken ct) => tx.QueryAsync<ReplicationMetricRow>(
        $"""
        SELECT {Columns}
        FROM replication_metrics
        WHERE execution_id = @execution
        """,
        new { execution },
        ct);

    /// <summary>Forgets those begun before a time.</summary>
    public static Task DeleteAsync(Tx tx, int before, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM replication_metrics WHERE started < @before", new { before }, ct);
}
