namespace Metastore.Rpc;

/// <summary>What this metastore does not do yet: each of these methods answers with an error that says so.</summary>
internal sealed partial class MetastoreHandler
{
    // Stored procedures and packages

    public Task create_stored_procedure(StoredProcedure? proc, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_stored_procedure");

    public Task<StoredProcedure> get_stored_procedure(StoredProcedureRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_stored_procedure");

    public Task drop_stored_procedure(StoredProcedureRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_stored_procedure");

    public Task<List<string>> get_all_stored_procedures(ListStoredProcedureRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_all_stored_procedures");

    public Task<Package> find_package(GetPackageRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("find_package");

    public Task add_package(AddPackageRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_package");

    public Task<List<string>> get_all_packages(ListPackageRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_all_packages");

    public Task drop_package(DropPackageRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_package");

    // Replication

    public Task repl_tbl_writeid_state(ReplTblWriteIdStateRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("repl_tbl_writeid_state");

    public Task add_replication_metrics(ReplicationMetricList? replicationMetricList, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_replication_metrics");

    public Task<ReplicationMetricList> get_replication_metrics(GetReplicationMetricsRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_replication_metrics");

    // Scheduled queries

    public Task scheduled_query_maintenance(ScheduledQueryMaintenanceRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("scheduled_query_maintenance");

    public Task scheduled_query_progress(ScheduledQueryProgressInfo? info, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("scheduled_query_progress");

    public Task<ScheduledQuery> get_scheduled_query(ScheduledQueryKey? scheduleKey, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_scheduled_query");

    // Configuration and server

    public Task<PropertyGetResponse> get_properties(PropertyGetRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_properties");

    public Task<bool> set_properties(PropertySetRequest? req, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("set_properties");
}
