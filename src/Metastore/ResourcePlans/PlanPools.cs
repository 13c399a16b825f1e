using Metastore.Names;

namespace Metastore.ResourcePlans;

/// <summary>Pools: parts of the cluster, and parts of such parts, by paths with dots.</summary>
internal static class PlanPools
{
    /// <summary>Adds a pool.</summary>
    /// <exception cref="AlreadyExistsException">There is one of that path.</exception>
    /// <exception cref="NoSuchObjectException">There is no pool that it would be part of.</exception>
    /// <exception cref="InvalidOperationException">There is no such scheduling policy.</exception>
    public static void Add(WMFullResourcePlan plan, WMPool given)
    {
        RequireFree(plan, given.PoolPath!);
        plan.Pools!.Add(new()
        {
            PoolPath = given.PoolPath,
            AllocFraction = given.AllocFraction,
            QueryParallelism = given.QueryParallelism,
            SchedulingPolicy = RequirePolicy(given.SchedulingPolicy),
        });
    }

    /// <summary>Changes what is given; a new path moves the pool with all that is below it and all that leads to it.</summary>
    /// <exception cref="AlreadyExistsException">There is one of the new path.</exception>
    /// <exception cref="NoSuchObjectException">There is none of that path, or none that it would be part of.</exception>
    /// <exception cref="InvalidOperationException">There is no such scheduling policy.</exception>
    public static void Change(WMFullResourcePlan plan, string? path, WMNullablePool changes)
    {
        var pool = Find(plan, path);
        pool.AllocFraction = changes.__isset.allocFraction ? changes.AllocFraction : pool.AllocFraction;
        pool.QueryParallelism = changes.__isset.queryParallelism ? changes.QueryParallelism : pool.QueryParallelism;
        if (changes.IsSetSchedulingPolicy)
        {
            pool.SchedulingPolicy = RequirePolicy(changes.SchedulingPolicy);
        }

        if (changes.PoolPath is { } newPath && newPath != pool.PoolPath)
        {
            RequireFree(plan, newPath);
            Move(plan, pool.PoolPath!, newPath);
        }
    }

    /// <summary>Removes a pool, and takes its triggers off it.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that path.</exception>
    /// <exception cref="InvalidOperationException">It is the default, has parts, or queries are mapped to it.</exception>
    public static void Drop(WMFullResourcePlan plan, string? given)
    {
        var path = Identifier.Normalize(given!);
        var inTheWay = path switch
        {
            _ when plan.Plan!.DefaultPoolPath == path => "Cannot drop default pool of a resource plan",
            _ when plan.Pools!.Exists(pool => IsBelow(pool.PoolPath!, path)) => "Cannot drop a pool that has child pools",
            _ when plan.Mappings!.Exists(mapping => mapping.PoolPath == path) => "Please remove all mappings for this pool.",
            _ => null,
        };
        if (inTheWay is not null)
        {
            throw Errors.InvalidOperation(inTheWay);
        }

        if (plan.Pools!.RemoveAll(pool => pool.PoolPath == path) == 0)
        {
            throw Errors.NoSuchObject($"Cannot delete pool: {path}");
        }

        plan.PoolTriggers!.RemoveAll(set => set.Pool == path);
    }

    /// <exception cref="NoSuchObjectException">There is none of that path.</exception>
    public static WMPool Find(WMFullResourcePlan plan, string? given)
    {
        var path = Identifier.Normalize(given!);
        return plan.Pools!.Find(pool => pool.PoolPath == path) ?? throw Errors.NoSuchObject($"Cannot find pool: {path}");
    }

    /// <summary>The path of the pool that the one of this path is part of; null if it is part of none.</summary>
    public static string? ParentOf(string path) => path.LastIndexOf('.') is >= 0 and var dot ? path[..dot] : null;

    /// <summary>Whether a scheduling policy can be understood; none is Hive's default.</summary>
    public static bool IsPolicy(string? policy) => policy is null || Identifier.Trim(policy).ToUpperInvariant() is "DEFAULT" or "FAIR" or "FIFO";

    private static string? RequirePolicy(string? policy) => IsPolicy(policy) ? policy : throw Errors.InvalidOperation($"Invalid scheduling policy {policy}");

    private static void RequireFree(WMFullResourcePlan plan, string path)
    {
        if (ParentOf(path) is { } parent && !plan.Pools!.Exists(pool => pool.PoolPath == Identifier.Normalize(parent)))
        {
            throw Errors.NoSuchObject("Pool path is invalid, the parent does not exist");
        }

        if (plan.Pools!.Exists(pool => pool.PoolPath == path))
        {
            throw Errors.AlreadyExists("Pool already exists: ");
        }
    }

    private static void Move(WMFullResourcePlan plan, string from, string to)
    {
        string? Moved(string? path) => path is not null && (path == from || IsBelow(path, from)) ? to + path[from.Length..] : path;
        plan.Plan!.DefaultPoolPath = Moved(plan.Plan.DefaultPoolPath);
        plan.Pools!.ForEach(pool => pool.PoolPath = Moved(pool.PoolPath)!);
        plan.Mappings!.ForEach(mapping => mapping.PoolPath = Moved(mapping.PoolPath));
        plan.PoolTriggers!.ForEach(set => set.Pool = Moved(set.Pool)!);
    }

    private static bool IsBelow(string path, string parent) => path.StartsWith(parent + ".", StringComparison.Ordinal);
}
