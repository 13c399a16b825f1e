using Metastore.Rpc;

namespace Metastore.ResourcePlans;

/// <summary>A stored resource plan with all that is in it; the payload is Hive's struct as clients get it.</summary>
internal sealed record ResourcePlanRow
{
    public required long Id { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required long Status { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>The row of a plan, whose parts get its name.</summary>
    public static ResourcePlanRow From(long id, WMFullResourcePlan plan)
    {
        var (about, name, space) = (plan.Plan!, plan.Plan!.Name, plan.Plan.Ns);
        plan.Pools!.ForEach(pool => (pool.ResourcePlanName, pool.Ns) = (name, space));
        plan.Mappings = plan.Mappings is [] ? null : plan.Mappings;
        plan.Mappings?.ForEach(mapping => (mapping.ResourcePlanName, mapping.Ns) = (name, space));
        plan.Triggers = plan.Triggers is [] ? null : plan.Triggers;
        plan.Triggers?.ForEach(trigger => (trigger.ResourcePlanName, trigger.Ns) = (name, space));
        plan.PoolTriggers = plan.PoolTriggers is [] ? null : plan.PoolTriggers;
        return new() { Id = id, Namespace = space!, Name = name!, Status = (long)about.Status, Payload = ThriftBinary.Write(plan) };
    }

    public WMFullResourcePlan ToPlan() => ThriftBinary.Read<WMFullResourcePlan>(Payload);
}
