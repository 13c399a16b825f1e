using Metastore.Storage;

namespace Metastore.ResourcePlans;

/// <summary>Resource plans: how HiveServer2 divides LLAP among queries. They are only kept here. Hive's listener logs no events of them.</summary>
internal sealed class ResourcePlanService(Db db, Ids ids)
{
    // Hive: metastore.wm.default.pool.size
    private const int DefaultPoolSize = 4;

    /// <summary>Makes a disabled plan: with one pool, or with all that another plan has.</summary>
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidObjectException">It has no name, or its parallelism is not positive.</exception>
    public async Task<WMCreateResourcePlanResponse> CreateAsync(WMCreateResourcePlanRequest? request, CancellationToken ct)
    {
        var given = request!.ResourcePlan!;
        var name = ResourcePlanName.From(given.Ns, given.Name);
        if (name.Name is "")
        {
            throw Errors.InvalidObject("Resource name cannot be empty.");
        }

        if (request.CopyFrom is null && given is { __isset.queryParallelism: true, QueryParallelism: <= 0 })
        {
            throw Errors.InvalidObject("Query parallelism should be positive.");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                var plan = request.CopyFrom is null ? New(given) : (await FindAsync(tx, ResourcePlanName.From(given.Ns, request.CopyFrom), ct)).ToPlan();
                (plan.Plan!.Ns, plan.Plan.Name, plan.Plan.Status) = (name.Namespace, name.Name, WMResourcePlanStatus.DISABLED);
                if (!await ResourcePlanStore.AddAsync(tx, ResourcePlanRow.From(ids.Next(), plan), ct))
                {
                    throw Errors.AlreadyExists("Resource plan already exists: ");
                }
            },
            ct);
        return new();
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<WMGetResourcePlanResponse> GetAsync(WMGetResourcePlanRequest? request, CancellationToken ct)
    {
        var name = ResourcePlanName.From(request!.Ns, request.ResourcePlanName);
        return new() { ResourcePlan = (await db.ReadAsync(tx => FindAsync(tx, name, ct), ct)).ToPlan() };
    }

    /// <summary>The plan in force, if there is one.</summary>
    public async Task<WMGetActiveResourcePlanResponse> GetActiveAsync(WMGetActiveResourcePlanRequest? request, CancellationToken ct)
    {
        var space = ResourcePlanName.NamespaceFrom(request!.Ns);
        return new() { ResourcePlan = (await db.ReadAsync(tx => ResourcePlanStore.FindActiveAsync(tx, space, ct), ct))?.ToPlan() };
    }

    /// <summary>A namespace's plans without what is in them, by name.</summary>
    public async Task<WMGetAllResourcePlanResponse> ListAsync(WMGetAllResourcePlanRequest? request, CancellationToken ct)
    {
        var space = ResourcePlanName.NamespaceFrom(request!.Ns);
        var rows = await db.ReadAsync(tx => ResourcePlanStore.ListAsync(tx, space, ct), ct);
        return new() { ResourcePlans = rows.ConvertAll(row => row.ToPlan().Plan!) };
    }

    /// <summary>A plan's triggers, as they were made, with the plan's name as it was asked for.</summary>
    /// <exception cref="NoSuchObjectException">There is no such plan.</exception>
    public async Task<WMGetTriggersForResourePlanResponse> ListTriggersAsync(WMGetTriggersForResourePlanRequest? request, CancellationToken ct)
    {
        var name = ResourcePlanName.From(request!.Ns, request.ResourcePlanName);
        var triggers = (await db.ReadAsync(tx => FindAsync(tx, name, ct), ct)).ToPlan().Triggers ?? [];
        triggers.ForEach(trigger => trigger.ResourcePlanName = request.ResourcePlanName!);
        return new() { Triggers = triggers };
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<WMValidateResourcePlanResponse> ValidateAsync(WMValidateResourcePlanRequest? request, CancellationToken ct)
    {
        var name = ResourcePlanName.From(request!.Ns, request.ResourcePlanName);
        var row = await db.ReadAsync(tx => ResourcePlanStore.FindAsync(tx, name, ct), ct);
        return PlanValidation.Of(row?.ToPlan() ?? throw Errors.NoSuchObject($"Cannot find resourcePlan: {name}"));
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    /// <exception cref="MetaException">It is in force.</exception>
    public async Task<WMDropResourcePlanResponse> DropAsync(WMDropResourcePlanRequest? request, CancellationToken ct)
    {
        var name = ResourcePlanName.From(request!.Ns, request.ResourcePlanName);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await FindAsync(tx, name, ct);
                if (row.Status == (long)WMResourcePlanStatus.ACTIVE)
                {
                    throw Errors.Meta("Cannot drop an active resource plan");
                }

                await ResourcePlanStore.DeleteAsync(tx, row.Id, ct);
            },
            ct);
        return new();
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public static async Task<ResourcePlanRow> FindAsync(Tx tx, ResourcePlanName name, CancellationToken ct) =>
        await ResourcePlanStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"There is no resource plan named: {name}");

    private static WMFullResourcePlan New(WMResourcePlan given)
    {
        var plan = new WMResourcePlan { DefaultPoolPath = "default" };
        if (given.__isset.queryParallelism)
        {
            plan.QueryParallelism = given.QueryParallelism;
        }

        var size = given.__isset.queryParallelism ? given.QueryParallelism : DefaultPoolSize;
        return new() { Plan = plan, Pools = [new() { PoolPath = plan.DefaultPoolPath, AllocFraction = 1, QueryParallelism = size }] };
    }
}
