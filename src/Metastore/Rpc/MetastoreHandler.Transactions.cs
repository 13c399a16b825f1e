namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<OpenTxnsResponse> open_txns(OpenTxnRequest? rqst, CancellationToken cancellationToken = default) => openTransactions.OpenAsync(rqst, cancellationToken);

    public Task<GetOpenTxnsResponse> get_open_txns(CancellationToken cancellationToken = default) => openTransactions.ListAsync([TxnType.READ_ONLY], cancellationToken);

    public Task<GetOpenTxnsResponse> get_open_txns_req(GetOpenTxnsRequest? getOpenTxnsRequest, CancellationToken cancellationToken = default) => openTransactions.ListAsync(getOpenTxnsRequest!.ExcludeTxnTypes, cancellationToken);

    public Task<GetOpenTxnsInfoResponse> get_open_txns_info(CancellationToken cancellationToken = default) => openTransactions.DescribeAsync(cancellationToken);

    public Task<ReplayedTxnsForPolicyResult> get_replayed_txns_for_policy(string? policyName, CancellationToken cancellationToken = default) => openTransactions.ListReplayedAsync(policyName, cancellationToken);

    public Task seed_txn_id(SeedTxnIdRequest? rqst, CancellationToken cancellationToken = default) => openTransactions.SeedAsync(rqst, cancellationToken);

    public Task commit_txn(CommitTxnRequest? rqst, CancellationToken cancellationToken = default) => endTransactions.CommitAsync(rqst, cancellationToken);

    public Task abort_txn(AbortTxnRequest? rqst, CancellationToken cancellationToken = default) => endTransactions.AbortAsync(rqst, cancellationToken);

    public Task abort_txns(AbortTxnsRequest? rqst, CancellationToken cancellationToken = default) => endTransactions.AbortAsync(rqst, cancellationToken);

    public Task heartbeat(HeartbeatRequest? ids, CancellationToken cancellationToken = default) => heartbeats.BeatAsync(ids, cancellationToken);

    public Task<HeartbeatTxnRangeResponse> heartbeat_txn_range(HeartbeatTxnRangeRequest? txns, CancellationToken cancellationToken = default) => heartbeats.BeatAsync(txns, cancellationToken);

    public Task<AllocateTableWriteIdsResponse> allocate_table_write_ids(AllocateTableWriteIdsRequest? rqst, CancellationToken cancellationToken = default) => writeIds.AllocateAsync(rqst, cancellationToken);

    public Task<GetValidWriteIdsResponse> get_valid_write_ids(GetValidWriteIdsRequest? rqst, CancellationToken cancellationToken = default) => writeIds.ValidAsync(rqst, cancellationToken);

    public Task<MaxAllocatedTableWriteIdResponse> get_max_allocated_table_write_id(MaxAllocatedTableWriteIdRequest? rqst, CancellationToken cancellationToken = default) => writeIds.MaxAsync(rqst, cancellationToken);

    public Task seed_write_id(SeedTableWriteIdsRequest? rqst, CancellationToken cancellationToken = default) => writeIds.SeedAsync(rqst, cancellationToken);

    // For Hive's own cleaner of compacted files, which looks into its database; there is none here.
    public Task add_write_ids_to_min_history(long txnId, Dictionary<string, long>? writeIds, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task add_dynamic_partitions(AddDynamicPartitions? rqst, CancellationToken cancellationToken = default) => dynamicPartitions.AddAsync(rqst, cancellationToken);

    public Task<long> get_latest_txnid_in_conflict(long txnId, CancellationToken cancellationToken = default) => dynamicPartitions.LatestConflictAsync(txnId, cancellationToken);

    public Task<LockResponse> get_lock_materialization_rebuild(string? dbName, string? tableName, long txnId, CancellationToken cancellationToken = default) => rebuilds.LockAsync(dbName, tableName, txnId, cancellationToken);

    public Task<bool> heartbeat_lock_materialization_rebuild(string? dbName, string? tableName, long txnId, CancellationToken cancellationToken = default) => rebuilds.BeatAsync(dbName, tableName, txnId, cancellationToken);

    public Task<Materialization> get_materialization_invalidation_info(CreationMetadata? creation_metadata, string? validTxnList, CancellationToken cancellationToken = default) => rebuilds.JudgeAsync(creation_metadata, validTxnList, cancellationToken);
}
