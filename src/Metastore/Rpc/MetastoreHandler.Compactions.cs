namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task compact(CompactionRequest? rqst, CancellationToken cancellationToken = default) => compactions.RequestAsync(rqst, cancellationToken);

    public Task<CompactionResponse> compact2(CompactionRequest? rqst, CancellationToken cancellationToken = default) => compactions.RequestAsync(rqst, cancellationToken);

    public Task<ShowCompactResponse> show_compact(ShowCompactRequest? rqst, CancellationToken cancellationToken = default) => compactions.ListAsync(rqst, cancellationToken);

    public Task<bool> submit_for_cleanup(CompactionRequest? o1, long o2, long o3, CancellationToken cancellationToken = default) => compactions.SubmitAsync(o1, o2, o3, cancellationToken);

    public Task<AbortCompactResponse> abort_Compactions(AbortCompactionRequest? rqst, CancellationToken cancellationToken = default) => compactions.AbortAsync(rqst, cancellationToken);

    public Task<GetLatestCommittedCompactionInfoResponse> get_latest_committed_compaction_info(GetLatestCommittedCompactionInfoRequest? rqst, CancellationToken cancellationToken = default) => compactions.LatestAsync(rqst, cancellationToken);

    public Task<OptionalCompactionInfoStruct> find_next_compact(string? workerId, CancellationToken cancellationToken = default) => compactionWork.TakeAsync(new() { WorkerId = workerId }, cancellationToken);

    public Task<OptionalCompactionInfoStruct> find_next_compact2(FindNextCompactRequest? rqst, CancellationToken cancellationToken = default) => compactionWork.TakeAsync(rqst, cancellationToken);

    public Task update_compactor_state(CompactionInfoStruct? cr, long txn_id, CancellationToken cancellationToken = default) => compactionWork.SetWorkAsync(cr, txn_id, cancellationToken);

    public Task set_hadoop_jobid(string? jobId, long cq_id, CancellationToken cancellationToken = default) => compactionWork.SetJobAsync(jobId, cq_id, cancellationToken);

    public Task<List<string>> find_columns_with_stats(CompactionInfoStruct? cr, CancellationToken cancellationToken = default) => compactionWork.ColumnsWithStatisticsAsync(cr, cancellationToken);

    public Task mark_compacted(CompactionInfoStruct? cr, CancellationToken cancellationToken = default) => compactionWork.SetReadyAsync(cr, cancellationToken);

    public Task mark_cleaned(CompactionInfoStruct? cr, CancellationToken cancellationToken = default) => compactionWork.SetCleanedAsync(cr, cancellationToken);

    public Task mark_failed(CompactionInfoStruct? cr, CancellationToken cancellationToken = default) => compactionWork.SetFailedAsync(cr, cancellationToken);

    public Task mark_refused(CompactionInfoStruct? cr, CancellationToken cancellationToken = default) => compactionWork.SetRefusedAsync(cr, cancellationToken);

    // Hive's own initiator and its gauges read these figures in its database; nobody asks for them.
    public Task<bool> update_compaction_metrics_data(CompactionMetricsDataStruct? data, CancellationToken cancellationToken = default) => Task.FromResult(data!.Metricvalue >= data.Threshold);

    public Task remove_compaction_metrics_data(CompactionMetricsDataRequest? request, CancellationToken cancellationToken = default) => Task.CompletedTask;
}
