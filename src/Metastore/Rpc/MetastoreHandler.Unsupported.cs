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
}
