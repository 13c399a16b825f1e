using System.Globalization;
using Metastore.Names;
using Metastore.Storage;

namespace Metastore.ResourcePlans;

/// <summary>Renames plans, puts them in force and out of it, and lets one take another's place (<c>ObjectStore.alterResourcePlan</c>).</summary>
internal sealed class AlterResourcePlan(Db db)
{
    /// <summary>Answers with the whole plan if it is put in force, else with nothing. Without a name, the plan in force is meant.</summary>
    /// <exception cref="NoSuchObjectException">There is no such plan, or no such pool.</exception>
    /// <exception cref="InvalidOperationException">The change is not one that the plan's status allows, or the plan is not valid.</exception>
    /// <exception cref="MetaException">Flags contradict each other, or the new name is taken.</exception>
    public async Task<WMAlterResourcePlanResponse> RunAsync(WMAlterResourcePlanRequest? request, CancellationToken ct)
    {
        bool[] flags = [request!.IsEnableAndActivate, request.IsForceDeactivate, request.IsReplace];
        if (flags.Count(isSet => isSet) > 1)
        {
            throw Errors.Meta("Invalid request; multiple flags are set");
        }

        var plan = await db.InTransactionAsync(tx => request.IsReplace ? ReplaceAsync(tx, request, ct) : ChangeAsync(tx, request, ct), ct);
        return new() { FullResourcePlan = plan };
    }

    private static async Task<WMFullResourcePlan?> ChangeAsync(Tx tx, WMAlterResourcePlanRequest request, CancellationToken ct)
    {
        var changes = request.ResourcePlan!;
        var name = request.ResourcePlanName is null ? null : Identifier.Normalize(request.ResourcePlanName);
        var row = name is null ? await FindActiveAsync(tx, request.Ns, ct) : await ResourcePlanService.FindAsync(tx, ResourcePlanName.From(request.Ns, name), ct);
        var plan = row.ToPlan();
        RequireAllowed(plan.Plan!, name, changes);
        await ChangeNameAsync(tx, row, plan.Plan!, changes, ct);
        ChangeValues(plan, changes);
        var activates = changes.__isset.status && changes.Status != plan.Plan!.Status && await SwitchAsync(tx, plan, request, ct);
        await ResourcePlanStore.UpdateAsync(tx, ResourcePlanRow.From(row.Id, plan), ct);
        return activates ? plan : null;
    }

    private static void RequireAllowed(WMResourcePlan plan, string? name, WMNullableResourcePlan changes)
    {
        var (switches, isDisabled) = (changes.__isset.status, plan.Status == WMResourcePlanStatus.DISABLED);
        var changesValues = changes.__isset.isSetQueryParallelism || changes.__isset.isSetDefaultPoolPath || (changes.Name is not null && changes.Name != name);
        var error = changes switch
        {
            _ when !switches && !isDisabled && (name is not null || changesValues) => EditResourcePlan.MustBeDisabled,
            { Ns: not null } when changes.Ns != plan.Ns => $"Cannot change ns; from {plan.Ns} to {changes.Ns}",
            _ when switches && changesValues => "Cannot change values during status switch.",
            _ => null,
        };
        if (error is not null)
        {
            throw Errors.InvalidOperation(error);
        }
    }

    private static async Task ChangeNameAsync(Tx tx, ResourcePlanRow row, WMResourcePlan plan, WMNullableResourcePlan changes, CancellationToken ct)
    {
        if (changes.Name is null)
        {
            return;
        }

        var name = ResourcePlanName.From(row.Namespace, changes.Name);
        if (name.Name is "")
        {
            throw Errors.InvalidOperation("Cannot rename to empty value.");
        }

        if (await ResourcePlanStore.FindAsync(tx, name, ct) is { } taken && taken.Id != row.Id)
        {
            throw Errors.Meta("Resource plan name should be unique: ");
        }

        plan.Name = name.Name;
    }

    private static void ChangeValues(WMFullResourcePlan plan, WMNullableResourcePlan changes)
    {
        if (changes.IsSetQueryParallelism)
        {
            if (changes is { __isset.queryParallelism: true, QueryParallelism: <= 0 })
            {
                throw Errors.InvalidOperation("queryParallelism should be positive.");
            }

            plan.Plan!.QueryParallelism = changes.QueryParallelism;
            plan.Plan.__isset.queryParallelism = changes.__isset.queryParallelism;
        }

        if (changes.IsSetDefaultPoolPath)
        {
            plan.Plan!.DefaultPoolPath = changes.DefaultPoolPath is null ? null : PlanPools.Find(plan, changes.DefaultPoolPath).PoolPath;
        }
    }

    // True if the plan is put in force.
    private static async Task<bool> SwitchAsync(Tx tx, WMFullResourcePlan plan, WMAlterResourcePlanRequest request, CancellationToken ct)
    {
        var (about, status) = (plan.Plan!, request.ResourcePlan!.Status);
        var activates = status == WMResourcePlanStatus.ACTIVE;
        if (about.Status == WMResourcePlanStatus.ACTIVE && !request.IsForceDeactivate)
        {
            throw Errors.InvalidOperation($"Resource plan {about.Name} is active; activate another plan first, or disable workload management.");
        }

        if (about.Status == WMResourcePlanStatus.DISABLED)
        {
            RequireValid(plan, activates && !request.IsEnableAndActivate);
        }

        if (activates && await ResourcePlanStore.FindActiveAsync(tx, about.Ns!, ct) is { } active)
        {
            var other = active.ToPlan();
            other.Plan!.Status = WMResourcePlanStatus.ENABLED;
            await ResourcePlanStore.UpdateAsync(tx, ResourcePlanRow.From(active.Id, other), ct);
        }

        about.Status = status;
        return activates;
    }

    private static void RequireValid(WMFullResourcePlan plan, bool skipsEnabling)
    {
        if (skipsEnabling)
        {
            throw Errors.InvalidOperation($"Resource plan {plan.Plan!.Name} is disabled and should be enabled before activation (or in the same command)");
        }

        if (PlanValidation.Of(plan).Errors is [_, ..] errors)
        {
            throw Errors.InvalidOperation($"ResourcePlan: {plan.Plan!.Name} is invalid: [{string.Join(", ", errors)}]");
        }
    }

    // The plan takes name and status of the other, which is kept, disabled, under a name that has the time in it.
    private static async Task<WMFullResourcePlan?> ReplaceAsync(Tx tx, WMAlterResourcePlanRequest request, CancellationToken ct)
    {
        var changes = request.ResourcePlan!;
        RequireReplacement(request.ResourcePlanName, changes);
        var replaced = changes.Name is null
            ? await FindActiveAsync(tx, request.Ns, ct)
            : await ResourcePlanService.FindAsync(tx, ResourcePlanName.From(request.Ns, changes.Name), ct);
        var row = await ResourcePlanService.FindAsync(tx, ResourcePlanName.From(request.Ns, request.ResourcePlanName), ct);
        if (row.Id == replaced.Id)
        {
            throw Errors.InvalidOperation("A plan cannot replace itself");
        }

        var (plan, old) = (row.ToPlan(), replaced.ToPlan());
        (plan.Plan!.Name, plan.Plan.Status) = (old.Plan!.Name, old.Plan.Status);
        (old.Plan.Name, old.Plan.Status) = (await FreeNameAsync(tx, replaced, ct), WMResourcePlanStatus.DISABLED);
        await ResourcePlanStore.UpdateAsync(tx, ResourcePlanRow.From(replaced.Id, old), ct);
        await ResourcePlanStore.UpdateAsync(tx, ResourcePlanRow.From(row.Id, plan), ct);
        return plan.Plan.Status == WMResourcePlanStatus.ACTIVE ? plan : null;
    }

    private static void RequireReplacement(string? name, WMNullableResourcePlan changes)
    {
        var replacesActive = changes is { __isset.status: true, Status: WMResourcePlanStatus.ACTIVE };
        var error = changes switch
        {
            _ when name is null => "Cannot replace without specifying the source plan",
            { __isset.queryParallelism: true } or { DefaultPoolPath: not null } => "Cannot change values during replace.",
            _ when replacesActive == (changes.Name is not null) =>
                $"Must specify a name, or the active plan; received {changes.Name ?? "null"}, {(changes.__isset.status ? changes.Status : "null")}",
            _ => null,
        };
        if (error is not null)
        {
            throw Errors.InvalidOperation(error);
        }
    }

    private static async Task<string> FreeNameAsync(Tx tx, ResourcePlanRow row, CancellationToken ct)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(tx.Now).ToString("yyyy_MM_dd_HH_mm_ss", CultureInfo.InvariantCulture);
        var name = new ResourcePlanName(row.Namespace, $"{row.Name}_old_{time}");
        var free = name;
        for (var i = 1; await ResourcePlanStore.FindAsync(tx, free, ct) is not null; i++)
        {
            free = name with { Name = $"{name.Name}_{i}" };
        }

        return free.Name;
    }

    // Hive falls over it where there is none.
    private static async Task<ResourcePlanRow> FindActiveAsync(Tx tx, string? space, CancellationToken ct) =>
        await ResourcePlanStore.FindActiveAsync(tx, ResourcePlanName.NamespaceFrom(space), ct) ?? throw Errors.Internal();
}
