namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task add_replication_metrics(ReplicationMetricList? replicationMetricList, CancellationToken cancellationToken = default) =>
        replicationMetrics.AddAsync(replicationMetricList, cancellationToken);

    public Task<ReplicationMetricList> get_replication_metrics(GetReplicationMetricsRequest? rqst, CancellationToken cancellationToken = default) =>
        replicationMetrics.GetAsync(rqst, cancellationToken);
}
