namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task add_replication_metrics(ReplicationMetricList? replicationMetricList, CancellationToken cancellationToken = default) =>
        replicationMetrics.AddAsync(replicationMetricList, cancellationToken);

    public Task<ReplicationMetricList> get_replication_metrics(GetReplicationMetricsRequest? rqst, CancellationToken cancellationToken = default) =>
        replicationMetrics.GetAsync(rqst, cancellationToken);

    public Task repl_tbl_writeid_state(ReplTblWriteIdStateRequest? rqst, CancellationToken cancellationToken = default) => replicateWriteIds.RunAsync(rqst, cancellationToken);
}
