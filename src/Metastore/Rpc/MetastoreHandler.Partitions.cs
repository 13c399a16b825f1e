using Metastore.Partitions;

namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<Partition> add_partition(Partition? new_part, CancellationToken cancellationToken = default) =>
        addPartitions.RunAsync(new_part, null, cancellationToken);

    public Task<Partition> add_partition_with_environment_context(Partition? new_part, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        addPartitions.RunAsync(new_part, environment_context, cancellationToken);

    public Task<int> add_partitions(List<Partition>? new_parts, CancellationToken cancellationToken = default) =>
        addPartitions.RunAsync(new_parts, cancellationToken);

    public Task<int> add_partitions_pspec(List<PartitionSpec>? new_parts, CancellationToken cancellationToken = default) =>
        addPartitions.RunAsync(new_parts, cancellationToken);

    public Task<Partition> append_partition(string? db_name, string? tbl_name, List<string>? part_vals, CancellationToken cancellationToken = default) =>
        appendPartition.RunAsync(db_name, tbl_name, part_vals, null, cancellationToken);

    public Task<AddPartitionsResult> add_partitions_req(AddPartitionsRequest? request, CancellationToken cancellationToken = default) =>
        addPartitions.RunAsync(request, cancellationToken);

    public Task<Partition> append_partition_with_environment_context(string? db_name, string? tbl_name, List<string>? part_vals, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        appendPartition.RunAsync(db_name, tbl_name, part_vals, environment_context, cancellationToken);

    public Task<Partition> append_partition_req(AppendPartitionsRequest? appendPartitionsReq, CancellationToken cancellationToken = default) =>
        appendPartition.RunAsync(appendPartitionsReq, cancellationToken);

    public Task<Partition> append_partition_by_name(string? db_name, string? tbl_name, string? part_name, CancellationToken cancellationToken = default) =>
        appendPartition.RunAsync(db_name, tbl_name, part_name, null, cancellationToken);

    public Task<Partition> append_partition_by_name_with_environment_context(string? db_name, string? tbl_name, string? part_name, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        appendPartition.RunAsync(db_name, tbl_name, part_name, environment_context, cancellationToken);

    public Task<bool> drop_partition(string? db_name, string? tbl_name, List<string>? part_vals, bool deleteData, CancellationToken cancellationToken = default) =>
        dropPartitions.RunAsync(db_name, tbl_name, part_vals, deleteData, cancellationToken);

    public Task<bool> drop_partition_with_environment_context(string? db_name, string? tbl_name, List<string>? part_vals, bool deleteData, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        dropPartitions.RunAsync(db_name, tbl_name, part_vals, deleteData, cancellationToken);

    public Task<bool> drop_partition_req(DropPartitionRequest? dropPartitionReq, CancellationToken cancellationToken = default) =>
        dropPartitions.RunAsync(dropPartitionReq, cancellationToken);

    public Task<bool> drop_partition_by_name(string? db_name, string? tbl_name, string? part_name, bool deleteData, CancellationToken cancellationToken = default) =>
        dropPartitions.RunAsync(db_name, tbl_name, part_name, deleteData, cancellationToken);

    public Task<bool> drop_partition_by_name_with_environment_context(string? db_name, string? tbl_name, string? part_name, bool deleteData, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        dropPartitions.RunAsync(db_name, tbl_name, part_name, deleteData, cancellationToken);

    public Task<DropPartitionsResult> drop_partitions_req(DropPartitionsRequest? req, CancellationToken cancellationToken = default) =>
        dropPartitions.RunAsync(req, cancellationToken);

    public Task<Partition> get_partition(string? db_name, string? tbl_name, List<string>? part_vals, CancellationToken cancellationToken = default) =>
        partitions.GetAsync(new(null, db_name, tbl_name), part_vals, PartitionTrim.NoneFor(session), cancellationToken);

    public Task<GetPartitionResponse> get_partition_req(GetPartitionRequest? req, CancellationToken cancellationToken = default) =>
        partitions.GetAsync(session, req, cancellationToken);

    public Task<Partition> exchange_partition(Dictionary<string, string>? partitionSpecs, string? source_db, string? source_table_name, string? dest_db, string? dest_table_name, CancellationToken cancellationToken = default) =>
        exchangePartitions.RunFirstAsync(partitionSpecs, source_db, source_table_name, dest_db, dest_table_name, cancellationToken);

    public Task<List<Partition>> exchange_partitions(Dictionary<string, string>? partitionSpecs, string? source_db, string? source_table_name, string? dest_db, string? dest_table_name, CancellationToken cancellationToken = default) =>
        exchangePartitions.RunAsync(partitionSpecs, source_db, source_table_name, dest_db, dest_table_name, cancellationToken);

    public Task<Partition> get_partition_with_auth(string? db_name, string? tbl_name, List<string>? part_vals, string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) =>
        partitions.GetWithPrivilegesAsync(new(null, db_name, tbl_name), part_vals, user_name, group_names, cancellationToken);

    public Task<Partition> get_partition_by_name(string? db_name, string? tbl_name, string? part_name, CancellationToken cancellationToken = default) =>
        partitions.GetByNameAsync(new(null, db_name, tbl_name), part_name, PartitionTrim.NoneFor(session), cancellationToken);

    public Task<List<Partition>> get_partitions(string? db_name, string? tbl_name, short max_parts, CancellationToken cancellationToken = default) =>
        partitionListing.ListAsync(new(null, db_name, tbl_name), max_parts, null, PartitionTrim.NoneFor(session), cancellationToken);

    public Task<PartitionsResponse> get_partitions_req(PartitionsRequest? req, CancellationToken cancellationToken = default) =>
        partitionListing.ListAsync(session, req, cancellationToken);

    public Task<List<Partition>> get_partitions_with_auth(string? db_name, string? tbl_name, short max_parts, string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) =>
        partitionListing.ListAsync(new(null, db_name, tbl_name), max_parts, new(user_name, group_names), PartitionTrim.NoneFor(session), cancellationToken);

    public Task<List<PartitionSpec>> get_partitions_pspec(string? db_name, string? tbl_name, int max_parts, CancellationToken cancellationToken = default) =>
        partitionSpecListing.ListAsync(new(null, db_name, tbl_name), max_parts, cancellationToken);

    public Task<List<string>> get_partition_names(string? db_name, string? tbl_name, short max_parts, CancellationToken cancellationToken = default) =>
        partitionNameListing.ListAsync(session, new(null, db_name, tbl_name), max_parts, cancellationToken);

    public Task<List<string>> fetch_partition_names_req(PartitionsRequest? partitionReq, CancellationToken cancellationToken = default) =>
        partitionNameListing.ListAsync(session, partitionReq, cancellationToken);

    public Task<PartitionValuesResponse> get_partition_values(PartitionValuesRequest? request, CancellationToken cancellationToken = default) =>
        partitionValueListing.ListAsync(request, cancellationToken);

    public Task<List<Partition>> get_partitions_ps(string? db_name, string? tbl_name, List<string>? part_vals, short max_parts, CancellationToken cancellationToken = default) =>
        partitionListing.ListByValuesAsync(new(null, db_name, tbl_name), part_vals, max_parts, null, PartitionTrim.NoneFor(session), cancellationToken);

    public Task<List<Partition>> get_partitions_ps_with_auth(string? db_name, string? tbl_name, List<string>? part_vals, short max_parts, string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) =>
        partitionListing.ListByValuesAsync(new(null, db_name, tbl_name), part_vals, max_parts, new(user_name, group_names), PartitionTrim.NoneFor(session), cancellationToken);

    public Task<GetPartitionsPsWithAuthResponse> get_partitions_ps_with_auth_req(GetPartitionsPsWithAuthRequest? req, CancellationToken cancellationToken = default) =>
        partitionListing.ListByValuesAsync(session, req, cancellationToken);

    public Task<List<string>> get_partition_names_ps(string? db_name, string? tbl_name, List<string>? part_vals, short max_parts, CancellationToken cancellationToken = default) =>
        partitionNameListing.ListByValuesAsync(session, new(null, db_name, tbl_name), part_vals, max_parts, cancellationToken);

    public Task<GetPartitionNamesPsResponse> get_partition_names_ps_req(GetPartitionNamesPsRequest? req, CancellationToken cancellationToken = default) =>
        partitionNameListing.ListByValuesAsync(session, req, cancellationToken);

    public Task<List<string>> get_partition_names_req(PartitionsByExprRequest? req, CancellationToken cancellationToken = default) =>
        partitionNameListing.ListAsync(req, cancellationToken);

    public Task<List<Partition>> get_partitions_by_filter(string? db_name, string? tbl_name, string? filter, short max_parts, CancellationToken cancellationToken = default) =>
        filteredPartitions.ListAsync(new(null, db_name, tbl_name), filter, max_parts, PartitionTrim.NoneFor(session), cancellationToken);

    public Task<List<Partition>> get_partitions_by_filter_req(GetPartitionsByFilterRequest? req, CancellationToken cancellationToken = default) =>
        filteredPartitions.ListAsync(session, req, cancellationToken);

    public Task<List<PartitionSpec>> get_part_specs_by_filter(string? db_name, string? tbl_name, string? filter, int max_parts, CancellationToken cancellationToken = default) =>
        filteredPartitions.ListSpecsAsync(new(null, db_name, tbl_name), filter, max_parts, cancellationToken);

    public Task<PartitionsByExprResult> get_partitions_by_expr(PartitionsByExprRequest? req, CancellationToken cancellationToken = default) =>
        expressionPartitions.ListAsync(session, req, cancellationToken);

    public Task<PartitionsSpecByExprResult> get_partitions_spec_by_expr(PartitionsByExprRequest? req, CancellationToken cancellationToken = default) =>
        expressionPartitions.ListSpecsAsync(req, cancellationToken);

    public Task<int> get_num_partitions_by_filter(string? db_name, string? tbl_name, string? filter, CancellationToken cancellationToken = default) =>
        filteredPartitions.CountAsync(db_name, tbl_name, filter, cancellationToken);

    public Task<List<Partition>> get_partitions_by_names(string? db_name, string? tbl_name, List<string>? names, CancellationToken cancellationToken = default) =>
        partitionListing.FindManyAsync(new(null, db_name, tbl_name), names, PartitionTrim.NoneFor(session), cancellationToken);

    public Task<GetPartitionsByNamesResult> get_partitions_by_names_req(GetPartitionsByNamesRequest? req, CancellationToken cancellationToken = default) =>
        partitionListing.FindManyAsync(session, req, cancellationToken);

    public Task alter_partition(string? db_name, string? tbl_name, Partition? new_part, CancellationToken cancellationToken = default) =>
        alterPartitions.RunAsync(db_name, tbl_name, new_part, null, cancellationToken);

    public Task alter_partitions(string? db_name, string? tbl_name, List<Partition>? new_parts, CancellationToken cancellationToken = default) =>
        alterPartitions.RunAsync(db_name, tbl_name, new_parts, null, cancellationToken);

    public Task alter_partitions_with_environment_context(string? db_name, string? tbl_name, List<Partition>? new_parts, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        alterPartitions.RunAsync(db_name, tbl_name, new_parts, environment_context, cancellationToken);

    public Task<AlterPartitionsResponse> alter_partitions_req(AlterPartitionsRequest? req, CancellationToken cancellationToken = default) =>
        alterPartitions.RunAsync(req, cancellationToken);

    public Task alter_partition_with_environment_context(string? db_name, string? tbl_name, Partition? new_part, EnvironmentContext? environment_context, CancellationToken cancellationToken = default) =>
        alterPartitions.RunAsync(db_name, tbl_name, new_part, environment_context, cancellationToken);

    public Task rename_partition(string? db_name, string? tbl_name, List<string>? part_vals, Partition? new_part, CancellationToken cancellationToken = default) =>
        renamePartition.RunAsync(db_name, tbl_name, part_vals, new_part, cancellationToken);

    public Task<RenamePartitionResponse> rename_partition_req(RenamePartitionRequest? req, CancellationToken cancellationToken = default) =>
        renamePartition.RunAsync(req, cancellationToken);

    public Task<bool> partition_name_has_valid_characters(List<string>? part_vals, bool throw_exception, CancellationToken cancellationToken = default) =>
        Task.FromResult(PartitionNames.AreValid(session, part_vals, throw_exception));

    public Task<List<string>> partition_name_to_vals(string? part_name, CancellationToken cancellationToken = default) =>
        Task.FromResult(PartitionNames.ToValues(part_name));

    public Task<Dictionary<string, string>> partition_name_to_spec(string? part_name, CancellationToken cancellationToken = default) =>
        Task.FromResult(PartitionNames.ToSpec(part_name));

    public Task markPartitionForEvent(string? db_name, string? tbl_name, Dictionary<string, string>? part_vals, PartitionEventType eventType, CancellationToken cancellationToken = default) =>
        partitionMarks.MarkAsync(new(null, db_name, tbl_name), part_vals, eventType, cancellationToken);

    public Task<bool> isPartitionMarkedForEvent(string? db_name, string? tbl_name, Dictionary<string, string>? part_vals, PartitionEventType eventType, CancellationToken cancellationToken = default) =>
        partitionMarks.IsMarkedAsync(new(null, db_name, tbl_name), part_vals, eventType, cancellationToken);

    public Task<GetPartitionsResponse> get_partitions_with_specs(GetPartitionsRequest? request, CancellationToken cancellationToken = default) =>
        partitionSpecListing.ListAsync(session, request, cancellationToken);
}
