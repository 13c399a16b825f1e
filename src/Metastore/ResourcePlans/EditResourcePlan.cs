using Metastore.Storage;

namespace Metastore.ResourcePlans;

/// <summary>Changes what is in a plan: pools, triggers and mappings. Only a disabled plan may be changed.</summary>
internal sealed class EditResourcePlan(Db db)
{
    /// <summary>Hive's words for a plan that may not be changed.</summary>
    public const string MustBeDisabled = "Resource plan must be disabled to edit it.";

    /// <inheritdoc cref="PlanPools.Add"/>
    public Task<WMCreatePoolResponse> CreatePoolAsync(WMCreatePoolRequest? request, CancellationToken ct) =>
        RunAsync<WMCreatePoolResponse>(request!.Pool!.Ns, request.Pool.ResourcePlanName, plan => PlanPools.Add(plan, request.Pool), ct);

    /// <inheritdoc cref="PlanPools.Change"/>
    public Task<WMAlterPoolResponse> AlterPoolAsync(WMAlterPoolRequest? request, CancellationToken ct) =>
        RunAsync<WMAlterPoolResponse>(request!.Pool!.Ns, request.Pool.ResourcePlanName, plan => PlanPools.Change(plan, request.PoolPath, request.Pool), ct);

    /// <inheritdoc cref="PlanPools.Drop"/>
    public Task<WMDropPoolResponse> DropPoolAsync(WMDropPoolRequest? request, CancellationToken ct) =>
        RunAsync<WMDropPoolResponse>(request!.Ns, request.ResourcePlanName, plan => PlanPools.Drop(plan, request.PoolPath), ct);

    /// <inheritdoc cref="PlanTriggers.Add"/>
    public Task<WMCreateTriggerResponse> CreateTriggerAsync(WMCreateTriggerRequest? request, CancellationToken ct) =>
        RunAsync<WMCreateTriggerResponse>(request!.Trigger!.Ns, request.Trigger.ResourcePlanName, plan => PlanTriggers.Add(plan, request.Trigger), ct);

    /// <inheritdoc cref="PlanTriggers.Change"/>
    public Task<WMAlterTriggerResponse> AlterTriggerAsync(WMAlterTriggerRequest? request, CancellationToken ct) =>
        RunAsync<WMAlterTriggerResponse>(request!.Trigger!.Ns, request.Trigger.ResourcePlanName, plan => PlanTriggers.Change(plan, request.Trigger), ct);

    /// <inheritdoc cref="PlanTriggers.Drop"/>
    public Task<WMDropTriggerResponse> DropTriggerAsync(WMDropTriggerRequest? request, CancellationToken ct) =>
        RunAsync<WMDropTriggerResponse>(request!.Ns, request.ResourcePlanName, plan => PlanTriggers.Drop(plan, request.TriggerName), ct);

    /// <inheritdoc cref="PlanTriggers.Set"/>
    public Task<WMCreateOrDropTriggerToPoolMappingResponse> SetTriggerAsync(WMCreateOrDropTriggerToPoolMappingRequest? request, CancellationToken ct) =>
        RunAsync<WMCreateOrDropTriggerToPoolMappingResponse>(request!.Ns, request.ResourcePlanName, plan => PlanTriggers.Set(plan, request), ct);

    /// <inheritdoc cref="PlanMappings.Set"/>
    public Task<WMCreateOrUpdateMappingResponse> SetMappingAsync(WMCreateOrUpdateMappingRequest? request, CancellationToken ct) =>
        RunAsync<WMCreateOrUpdateMappingResponse>(request!.Mapping!.Ns, request.Mapping.ResourcePlanName, plan => PlanMappings.Set(plan, request.Mapping, request.Update), ct);

    /// <inheritdoc cref="PlanMappings.Drop"/>
    public Task<WMDropMappingResponse> DropMappingAsync(WMDropMappingRequest? request, CancellationToken ct) =>
        RunAsync<WMDropMappingResponse>(request!.Mapping!.Ns, request.Mapping.ResourcePlanName, plan => PlanMappings.Drop(plan, request.Mapping), ct);

    private async Task<T> RunAsync<T>(string? space, string? plan, Action<WMFullResourcePlan> change, CancellationToken ct)
        where T : new()
    {
        var name = ResourcePlanName.From(space, plan);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await ResourcePlanService.FindAsync(tx, name, ct);
                if (row.Status != (long)WMResourcePlanStatus.DISABLED)
                {
                    throw Errors.InvalidOperation(MustBeDisabled);
                }

                var edited = row.ToPlan();
                edited.Mappings ??= [];
                edited.Triggers ??= [];
                edited.PoolTriggers ??= [];
                change(edited);
                await ResourcePlanStore.UpdateAsync(tx, ResourcePlanRow.From(row.Id, edited), ct);
            },
            ct);
        return new();
    }
}
