namespace Metastore.Rpc;

/// <summary>What this metastore does not do yet: each of these methods answers with an error that says so.</summary>
internal sealed partial class MetastoreHandler
{
    // Replication

    public Task repl_tbl_writeid_state(ReplTblWriteIdStateRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("repl_tbl_writeid_state");

    public Task<ReplayedTxnsForPolicyResult> get_replayed_txns_for_policy(string? policyName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_replayed_txns_for_policy");

    // Resource plans

    public Task<WMCreateResourcePlanResponse> create_resource_plan(WMCreateResourcePlanRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_resource_plan");

    public Task<WMGetResourcePlanResponse> get_resource_plan(WMGetResourcePlanRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_resource_plan");

    public Task<WMAlterResourcePlanResponse> alter_resource_plan(WMAlterResourcePlanRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_resource_plan");

    public Task<WMValidateResourcePlanResponse> validate_resource_plan(WMValidateResourcePlanRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("validate_resource_plan");

    public Task<WMDropResourcePlanResponse> drop_resource_plan(WMDropResourcePlanRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_resource_plan");

    public Task<WMCreateTriggerResponse> create_wm_trigger(WMCreateTriggerRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_wm_trigger");

    public Task<WMAlterTriggerResponse> alter_wm_trigger(WMAlterTriggerRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_wm_trigger");

    public Task<WMDropTriggerResponse> drop_wm_trigger(WMDropTriggerRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_wm_trigger");

    public Task<WMGetTriggersForResourePlanResponse> get_triggers_for_resourceplan(WMGetTriggersForResourePlanRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_triggers_for_resourceplan");

    public Task<WMCreatePoolResponse> create_wm_pool(WMCreatePoolRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_wm_pool");

    public Task<WMAlterPoolResponse> alter_wm_pool(WMAlterPoolRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_wm_pool");

    public Task<WMDropPoolResponse> drop_wm_pool(WMDropPoolRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_wm_pool");

    public Task<WMCreateOrUpdateMappingResponse> create_or_update_wm_mapping(WMCreateOrUpdateMappingRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_or_update_wm_mapping");

    public Task<WMDropMappingResponse> drop_wm_mapping(WMDropMappingRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_wm_mapping");

    public Task<WMCreateOrDropTriggerToPoolMappingResponse> create_or_drop_wm_trigger_to_pool_mapping(WMCreateOrDropTriggerToPoolMappingRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_or_drop_wm_trigger_to_pool_mapping");

    // Schema registry

    public Task create_ischema(ISchema? schema, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_ischema");

    public Task alter_ischema(AlterISchemaRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_ischema");

    public Task<ISchema> get_ischema(ISchemaName? name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_ischema");

    public Task drop_ischema(ISchemaName? name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_ischema");

    public Task add_schema_version(SchemaVersion? schemaVersion, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_schema_version");

    public Task<SchemaVersion> get_schema_version(SchemaVersionDescriptor? schemaVersion, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_schema_version");

    public Task<SchemaVersion> get_schema_latest_version(ISchemaName? schemaName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_schema_latest_version");

    public Task<List<SchemaVersion>> get_schema_all_versions(ISchemaName? schemaName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_schema_all_versions");

    public Task drop_schema_version(SchemaVersionDescriptor? schemaVersion, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_schema_version");

    public Task<FindSchemasByColsResp> get_schemas_by_cols(FindSchemasByColsRqst? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_schemas_by_cols");

    public Task map_schema_version_to_serde(MapSchemaVersionToSerdeRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("map_schema_version_to_serde");

    public Task set_schema_version_state(SetSchemaVersionStateRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("set_schema_version_state");

    public Task add_serde(SerDeInfo? serde, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("add_serde");

    public Task<SerDeInfo> get_serde(GetSerdeRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_serde");
}
