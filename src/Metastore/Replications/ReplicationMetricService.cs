using Metastore.Storage;

namespace Metastore.Replications;

/// <summary>How far executions of replication policies have come, for seven days; Hive's servers write and read it.</summary>
internal sealed class ReplicationMetricService(Db db)
{
    // metastore.repl.metrics.max.age
    private static readonly int MaxAge = (int)TimeSpan.FromDays(7).TotalSeconds;

    /// <summary>Adds metrics, or brings those of the same execution up to date (<c>ObjectStore.addReplicationMetrics</c>).</summary>
    public Task AddAsync(ReplicationMetricList? list, CancellationToken ct)
    {
        var given = list?.ReplicationMetricList_ ?? throw Errors.Internal();
        return db.InTransactionAsync(
            async tx =>
            {
                await ReplicationMetricStore.DeleteAsync(tx, tx.Now - MaxAge, ct);
                foreach (var metrics in given)
                {
                    await ReplicationMetricStore.PutAsync(tx, ReplicationMetricRow.From(metrics, tx.Now), ct);
                }
            },
            ct);
    }

    /// <summary>Those of a policy, else of a dump, else of an execution, the latest first; none where nothing is asked for.</summary>
    public async Task<ReplicationMetricList> GetAsync(GetReplicationMetricsRequest? request, CancellationToken ct)
    {
        var asked = request ?? throw Errors.Internal();
        var rows = await db.ReadAsync(
            tx => asked switch
            {
                { Policy: { } policy } => ReplicationMetricStore.ListByPolicyAsync(tx, policy, ct),
                { __isset.dumpExecutionId: true } => ReplicationMetricStore.ListByDumpAsync(tx, asked.DumpExecutionId, ct),
                { __isset.scheduledExecutionId: true } => ReplicationMetricStore.ListByExecutionAsync(tx, asked.ScheduledExecutionId, ct),
                _ => Task.FromResult<List<ReplicationMetricRow>>([]),
            },
            ct);
        return new() { ReplicationMetricList_ = rows.ConvertAll(row => row.ToMetrics()) };
    }
}
