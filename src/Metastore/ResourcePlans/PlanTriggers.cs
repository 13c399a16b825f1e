using Metastore.Names;

namespace Metastore.ResourcePlans;

/// <summary>Triggers: what happens to a query of a pool when it uses too much. The expressions are kept as they are.</summary>
internal static class PlanTriggers
{
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    public static void Add(WMFullResourcePlan plan, WMTrigger given)
    {
        var name = Identifier.Normalize(given.TriggerName!);
        if (plan.Triggers!.Exists(trigger => trigger.TriggerName == name))
        {
            throw Errors.AlreadyExists("Trigger already exists, use alter: ");
        }

        plan.Triggers.Add(new()
        {
            TriggerName = name,
            TriggerExpression = given.TriggerExpression,
            ActionExpression = given.ActionExpression,
            IsInUnmanaged = given.IsInUnmanaged,
        });
    }

    /// <summary>Changes what is given.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public static void Change(WMFullResourcePlan plan, WMTrigger changes)
    {
        var trigger = Find(plan, changes.TriggerName);
        trigger.TriggerExpression = changes.TriggerExpression ?? trigger.TriggerExpression;
        trigger.ActionExpression = changes.ActionExpression ?? trigger.ActionExpression;
        trigger.IsInUnmanaged = changes.__isset.isInUnmanaged ? changes.IsInUnmanaged : trigger.IsInUnmanaged;
    }

    /// <summary>Removes a trigger, from its pools as well.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public static void Drop(WMFullResourcePlan plan, string? given)
    {
        var name = Identifier.Normalize(given!);
        if (plan.Triggers!.RemoveAll(trigger => trigger.TriggerName == name) == 0)
        {
            throw Errors.NoSuchObject($"Cannot delete trigger: {name}");
        }

        plan.PoolTriggers!.RemoveAll(set => set.Trigger == name);
    }

    /// <summary>Sets a trigger on a pool, or takes it off; nothing happens where that is so already.</summary>
    /// <exception cref="NoSuchObjectException">There is no such pool or no such trigger.</exception>
    public static void Set(WMFullResourcePlan plan, WMCreateOrDropTriggerToPoolMappingRequest request)
    {
        var (pool, trigger) = (PlanPools.Find(plan, request.PoolPath).PoolPath, Find(plan, request.TriggerName).TriggerName);
        plan.PoolTriggers!.RemoveAll(set => set.Pool == pool && set.Trigger == trigger);
        if (!request.Drop)
        {
            plan.PoolTriggers.Add(new() { Pool = pool, Trigger = trigger });
        }
    }

    private static WMTrigger Find(WMFullResourcePlan plan, string? given)
    {
        var name = Identifier.Normalize(given!);
        return plan.Triggers!.Find(trigger => trigger.TriggerName == name) ?? throw Errors.NoSuchObject($"Cannot find trigger with name: {name}");
    }
}
