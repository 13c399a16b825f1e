using Metastore.Names;

namespace Metastore.ResourcePlans;

/// <summary>Mappings: whose queries run in which pool, or, without a pool, are not managed.</summary>
internal static class PlanMappings
{
    /// <summary>Adds a mapping, or gives one another pool; its place among others stays.</summary>
    /// <exception cref="NoSuchObjectException">There is no such pool.</exception>
    /// <exception cref="MetaException">There is one to be added already: Hive's database says so.</exception>
    public static void Set(WMFullResourcePlan plan, WMMapping given, bool isUpdate)
    {
        var (type, name) = KeyOf(given);
        if (type is not ("USER" or "GROUP" or "APPLICATION"))
        {
            throw Errors.Internal();
        }

        var pool = given.PoolPath is null ? null : PlanPools.Find(plan, given.PoolPath).PoolPath;
        var stored = plan.Mappings!.Find(mapping => mapping.EntityType == type && mapping.EntityName == name);
        if (isUpdate)
        {
            (stored ?? throw Errors.Internal()).PoolPath = pool;
            return;
        }

        if (stored is not null)
        {
            throw Errors.Meta($"Mapping of {type} {name} already exists");
        }

        plan.Mappings.Add(new() { EntityType = type, EntityName = name, PoolPath = pool, Ordering = given.Ordering });
    }

    /// <exception cref="NoSuchObjectException">There is none.</exception>
    public static void Drop(WMFullResourcePlan plan, WMMapping given)
    {
        var (type, name) = KeyOf(given);
        if (plan.Mappings!.RemoveAll(mapping => mapping.EntityType == type && mapping.EntityName == name) == 0)
        {
            throw Errors.NoSuchObject("Cannot delete mapping.");
        }
    }

    private static (string Type, string Name) KeyOf(WMMapping given) =>
        (Identifier.Trim(given.EntityType!).ToUpperInvariant(), Identifier.Normalize(given.EntityName!));
}
