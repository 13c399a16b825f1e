namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<bool> update_table_column_statistics(ColumnStatistics? stats_obj, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("update_table_column_statistics");

    public Task<bool> update_partition_column_statistics(ColumnStatistics? stats_obj, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("update_partition_column_statistics");

    public Task<SetPartitionsStatsResponse> update_table_column_statistics_req(SetPartitionsStatsRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("update_table_column_statistics_req");

    public Task<SetPartitionsStatsResponse> update_partition_column_statistics_req(SetPartitionsStatsRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("update_partition_column_statistics_req");

    public Task<ColumnStatistics> get_table_column_statistics(string? db_name, string? tbl_name, string? col_name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_table_column_statistics");

    public Task<ColumnStatistics> get_partition_column_statistics(string? db_name, string? tbl_name, string? part_name, string? col_name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_partition_column_statistics");

    public Task<TableStatsResult> get_table_statistics_req(TableStatsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_table_statistics_req");

    public Task<PartitionsStatsResult> get_partitions_statistics_req(PartitionsStatsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_partitions_statistics_req");

    public Task<AggrStats> get_aggr_stats_for(PartitionsStatsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_aggr_stats_for");

    public Task<bool> set_aggr_stats_for(SetPartitionsStatsRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("set_aggr_stats_for");

    public Task<bool> delete_partition_column_statistics(string? db_name, string? tbl_name, string? part_name, string? col_name, string? engine, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("delete_partition_column_statistics");

    public Task<bool> delete_table_column_statistics(string? db_name, string? tbl_name, string? col_name, string? engine, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("delete_table_column_statistics");

    public Task<bool> delete_column_statistics_req(DeleteColumnStatisticsRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("delete_column_statistics_req");
}
