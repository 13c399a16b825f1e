namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<WMCreateResourcePlanResponse> create_resource_plan(WMCreateResourcePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.CreateAsync(request, cancellationToken);

    public Task<WMGetResourcePlanResponse> get_resource_plan(WMGetResourcePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.GetAsync(request, cancellationToken);

    public Task<WMGetActiveResourcePlanResponse> get_active_resource_plan(WMGetActiveResourcePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.GetActiveAsync(request, cancellationToken);

    public Task<WMGetAllResourcePlanResponse> get_all_resource_plans(WMGetAllResourcePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.ListAsync(request, cancellationToken);

    public Task<WMAlterResourcePlanResponse> alter_resource_plan(WMAlterResourcePlanRequest? request, CancellationToken cancellationToken = default) => alterResourcePlan.RunAsync(request, cancellationToken);

    public Task<WMValidateResourcePlanResponse> validate_resource_plan(WMValidateResourcePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.ValidateAsync(request, cancellationToken);

    public Task<WMDropResourcePlanResponse> drop_resource_plan(WMDropResourcePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.DropAsync(request, cancellationToken);

    public Task<WMGetTriggersForResourePlanResponse> get_triggers_for_resourceplan(WMGetTriggersForResourePlanRequest? request, CancellationToken cancellationToken = default) => resourcePlans.ListTriggersAsync(request, cancellationToken);

    public Task<WMCreateTriggerResponse> create_wm_trigger(WMCreateTriggerRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.CreateTriggerAsync(request, cancellationToken);

    public Task<WMAlterTriggerResponse> alter_wm_trigger(WMAlterTriggerRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.AlterTriggerAsync(request, cancellationToken);

    public Task<WMDropTriggerResponse> drop_wm_trigger(WMDropTriggerRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.DropTriggerAsync(request, cancellationToken);

    public Task<WMCreatePoolResponse> create_wm_pool(WMCreatePoolRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.CreatePoolAsync(request, cancellationToken);

    public Task<WMAlterPoolResponse> alter_wm_pool(WMAlterPoolRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.AlterPoolAsync(request, cancellationToken);

    public Task<WMDropPoolResponse> drop_wm_pool(WMDropPoolRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.DropPoolAsync(request, cancellationToken);

    public Task<WMCreateOrUpdateMappingResponse> create_or_update_wm_mapping(WMCreateOrUpdateMappingRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.SetMappingAsync(request, cancellationToken);

    public Task<WMDropMappingResponse> drop_wm_mapping(WMDropMappingRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.DropMappingAsync(request, cancellationToken);

    public Task<WMCreateOrDropTriggerToPoolMappingResponse> create_or_drop_wm_trigger_to_pool_mapping(WMCreateOrDropTriggerToPoolMappingRequest? request, CancellationToken cancellationToken = default) => editResourcePlan.SetTriggerAsync(request, cancellationToken);
}
