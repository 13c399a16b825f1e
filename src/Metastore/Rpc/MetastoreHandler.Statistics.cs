namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<bool> update_table_column_statistics(ColumnStatistics? stats_obj, CancellationToken cancellationToken = default) => updateStatistics.UpdateTableAsync(stats_obj, cancellationToken);

    public Task<bool> update_partition_column_statistics(ColumnStatistics? stats_obj, CancellationToken cancellationToken = default) => updateStatistics.UpdatePartitionAsync(stats_obj, cancellationToken);

    public Task<SetPartitionsStatsResponse> update_table_column_statistics_req(SetPartitionsStatsRequest? req, CancellationToken cancellationToken = default) => updateStatistics.UpdateTableAsync(req, cancellationToken);

    public Task<SetPartitionsStatsResponse> update_partition_column_statistics_req(SetPartitionsStatsRequest? req, CancellationToken cancellationToken = default) => updateStatistics.UpdatePartitionAsync(req, cancellationToken);

    public Task<ColumnStatistics> get_table_column_statistics(string? db_name, string? tbl_name, string? col_name, CancellationToken cancellationToken = default) => statistics.GetAsync(session, db_name, tbl_name, col_name, cancellationToken)!;

    public Task<ColumnStatistics> get_partition_column_statistics(string? db_name, string? tbl_name, string? part_name, string? col_name, CancellationToken cancellationToken = default) => statistics.GetAsync(session, db_name, tbl_name, part_name, col_name, cancellationToken)!;

    public Task<TableStatsResult> get_table_statistics_req(TableStatsRequest? request, CancellationToken cancellationToken = default) => statistics.GetAsync(session, request, cancellationToken);

    public Task<PartitionsStatsResult> get_partitions_statistics_req(PartitionsStatsRequest? request, CancellationToken cancellationToken = default) => statistics.GetAsync(session, request, cancellationToken);

    public Task<AggrStats> get_aggr_stats_for(PartitionsStatsRequest? request, CancellationToken cancellationToken = default) => statistics.AggregateAsync(request, cancellationToken);

    public Task<bool> set_aggr_stats_for(SetPartitionsStatsRequest? request, CancellationToken cancellationToken = default) => updateStatistics.SetAsync(request, cancellationToken);

    public Task<bool> delete_partition_column_statistics(string? db_name, string? tbl_name, string? part_name, string? col_name, string? engine, CancellationToken cancellationToken = default) => deleteStatistics.DeleteAsync(db_name, tbl_name, part_name, col_name, engine, cancellationToken);

    public Task<bool> delete_table_column_statistics(string? db_name, string? tbl_name, string? col_name, string? engine, CancellationToken cancellationToken = default) => deleteStatistics.DeleteAsync(db_name, tbl_name, col_name, engine, cancellationToken);

    public Task<bool> delete_column_statistics_req(DeleteColumnStatisticsRequest? req, CancellationToken cancellationToken = default) => deleteStatistics.DeleteAsync(req, cancellationToken);

    // Counts of changed rows are for Hive's compactor to choose by.
    public Task update_transaction_statistics(UpdateTransactionalStatsRequest? req, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task add_runtime_stats(RuntimeStat? stat, CancellationToken cancellationToken = default) => runtimeStatistics.AddAsync(stat, cancellationToken);

    public Task<List<RuntimeStat>> get_runtime_stats(GetRuntimeStatsRequest? rqst, CancellationToken cancellationToken = default) => runtimeStatistics.GetAsync(rqst, cancellationToken);
}
