using System.Globalization;

namespace Metastore.ResourcePlans;

/// <summary>What is wrong with a plan that is to be put in force. Triggers' expressions are HiveServer2's to understand.</summary>
internal static class PlanValidation
{
    private const double Tolerance = 0.00001;

    /// <remarks>Hive <c>ObjectStore.getResourcePlanErrors</c>.</remarks>
    public static WMValidateResourcePlanResponse Of(WMFullResourcePlan plan)
    {
        var found = new WMValidateResourcePlanResponse { Errors = [], Warnings = [] };
        if (plan.Plan is { __isset.queryParallelism: true, QueryParallelism: < 1 and var parallelism })
        {
            found.Errors.Add($"Query parallelism should for resource plan be positive. Got: {parallelism}");
        }

        CheckPools(plan, found.Errors);
        CheckParallelism(plan, found);
        CheckFractions(plan, found.Errors);
        return found;
    }

    private static void CheckPools(WMFullResourcePlan plan, List<string> errors)
    {
        foreach (var pool in plan.Pools!)
        {
            if (pool.QueryParallelism < 1)
            {
                errors.Add($"Invalid query parallelism for pool: {pool.PoolPath}");
            }

            if (!PlanPools.IsPolicy(pool.SchedulingPolicy))
            {
                errors.Add($"Invalid scheduling policy {pool.SchedulingPolicy} for pool: {pool.PoolPath}");
            }
        }
    }

    private static void CheckParallelism(WMFullResourcePlan plan, WMValidateResourcePlanResponse found)
    {
        var (limit, total) = (plan.Plan!.QueryParallelism, plan.Pools!.Sum(pool => (long)Math.Max(pool.QueryParallelism, 0)));
        if (!plan.Plan.__isset.queryParallelism || total == limit)
        {
            return;
        }

        if (total > limit)
        {
            found.Errors!.Add($"Sum of all pools' query parallelism: {total} exceeds resource plan query parallelism: {limit}");
        }
        else
        {
            found.Warnings!.Add($"Sum of all pools' query parallelism: {total} is less than resource plan query parallelism: {limit}");
        }
    }

    private static void CheckFractions(WMFullResourcePlan plan, List<string> errors)
    {
        var paths = plan.Pools!.Select(pool => pool.PoolPath!).ToHashSet();
        var children = plan.Pools!.ToLookup(pool => PlanPools.ParentOf(pool.PoolPath!) ?? "");
        if (!children.Contains(""))
        {
            errors.Add("Root has no children");
        }

        foreach (var siblings in children.OrderBy(siblings => siblings.Key, StringComparer.Ordinal))
        {
            var (parent, sum) = (siblings.Key, siblings.Sum(pool => pool.AllocFraction));
            if (parent is not "" && !paths.Contains(parent))
            {
                errors.Add($"Pool does not exists but has children: {parent}");
            }

            if (parent is "" && Math.Abs(1 - sum) > Tolerance)
            {
                errors.Add($"Sum of root children pools' alloc fraction should be 1.0 got: {Java(sum)} for pool: ");
            }
            else if (parent is not "" && sum - 1 > Tolerance)
            {
                errors.Add($"Sum of children pools' alloc fraction should be less than 1 got: {Java(sum)} for pool: {parent}");
            }
        }
    }

    // Java writes whole numbers with a fraction.
    private static string Java(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }
}
