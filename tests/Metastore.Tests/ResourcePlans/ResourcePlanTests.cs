using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.ResourcePlans;

public sealed class ResourcePlanTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Only_a_disabled_plan_is_edited_and_only_a_valid_one_enabled(Store store)
    {
        await using var metastore = await StartAsync(store, "Plan");
        await AddPoolAsync(metastore, "etl", 0.5);

        var tooMuch = await Assert.ThrowsAsync<InvalidOperationException>(() => SwitchAsync(metastore, "plan", WMResourcePlanStatus.ENABLED));
        await metastore.Handler.alter_wm_pool(new() { Pool = new() { ResourcePlanName = "plan", PoolPath = "default", AllocFraction = 0.5 }, PoolPath = "default" }, Ct);
        var tooEarly = await Assert.ThrowsAsync<InvalidOperationException>(() => SwitchAsync(metastore, "plan", WMResourcePlanStatus.ACTIVE));
        await SwitchAsync(metastore, "plan", WMResourcePlanStatus.ENABLED);
        var active = await SwitchAsync(metastore, "PLAN", WMResourcePlanStatus.ACTIVE);
        var locked = await Assert.ThrowsAsync<InvalidOperationException>(() => AddPoolAsync(metastore, "late", 0.1));
        var inForce = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.drop_resource_plan(new() { ResourcePlanName = "plan" }, Ct));

        Assert.Equal("ResourcePlan: plan is invalid: [Sum of root children pools' alloc fraction should be 1.0 got: 1.5 for pool: ]", tooMuch.Message);
        Assert.Equal("Resource plan plan is disabled and should be enabled before activation (or in the same command)", tooEarly.Message);
        Assert.Equal(["default", "etl"], active!.Pools!.ConvertAll(pool => pool.PoolPath));
        Assert.Equal("Resource plan must be disabled to edit it.", locked.Message);
        Assert.Equal("Cannot drop an active resource plan", inForce.Message);
    }

    [Theory]
    [EveryStore]
    public async Task One_plan_of_a_namespace_is_in_force(Store store)
    {
        await using var metastore = await StartAsync(store, "a", "b");
        await metastore.Handler.create_resource_plan(new() { ResourcePlan = new() { Name = "a", Ns = "other" } }, Ct);
        await ActivateAsync(metastore, "a");
        await ActivateAsync(metastore, "b");

        var plans = await metastore.Handler.get_all_resource_plans(new(), Ct);
        await metastore.Handler.alter_resource_plan(new() { ResourcePlan = new() { Status = WMResourcePlanStatus.DISABLED }, IsForceDeactivate = true }, Ct);
        var none = await metastore.Handler.get_active_resource_plan(new() { Ns = "default" }, Ct);

        Assert.Equal([WMResourcePlanStatus.ENABLED, WMResourcePlanStatus.ACTIVE], plans.ResourcePlans!.ConvertAll(plan => plan.Status));
        Assert.Null(none.ResourcePlan);
        await Assert.ThrowsAsync<AlreadyExistsException>(() => metastore.Handler.create_resource_plan(new() { ResourcePlan = new() { Name = "A" } }, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task A_plan_takes_the_place_of_the_one_in_force(Store store)
    {
        await using var metastore = await StartAsync(store, "now", "next");
        await ActivateAsync(metastore, "now");
        var replace = new WMAlterResourcePlanRequest { ResourcePlanName = "next", ResourcePlan = new() { Status = WMResourcePlanStatus.ACTIVE }, IsReplace = true };

        var active = (await metastore.Handler.alter_resource_plan(replace, Ct)).FullResourcePlan;
        var plans = await metastore.Handler.get_all_resource_plans(new(), Ct);

        Assert.Equal(("now", "now"), (active!.Plan!.Name, Assert.Single(active.Pools!).ResourcePlanName));
        Assert.Equal(2, plans.ResourcePlans!.Count);
        Assert.Equal(WMResourcePlanStatus.DISABLED, Assert.Single(plans.ResourcePlans, plan => plan.Name!.StartsWith("now_old_", StringComparison.Ordinal)).Status);
    }

    [Theory]
    [EveryStore]
    public async Task A_moved_pool_keeps_what_is_below_it_and_what_leads_to_it(Store store)
    {
        await using var metastore = await StartAsync(store, "plan");
        await AddPoolAsync(metastore, "etl", 0.5);
        await AddPoolAsync(metastore, "etl.night", 1);
        await AddPoolAsync(metastore, "etl2", 0.1);
        await metastore.Handler.create_wm_trigger(new() { Trigger = new() { ResourcePlanName = "plan", TriggerName = "Big", TriggerExpression = "BYTES > 1", ActionExpression = "KILL" } }, Ct);
        await metastore.Handler.create_or_drop_wm_trigger_to_pool_mapping(new() { ResourcePlanName = "plan", TriggerName = "BIG", PoolPath = "etl" }, Ct);
        await metastore.Handler.create_or_update_wm_mapping(new() { Mapping = new() { ResourcePlanName = "plan", EntityType = "user", EntityName = "Alice", PoolPath = "etl.night" } }, Ct);

        await metastore.Handler.alter_wm_pool(new() { Pool = new() { ResourcePlanName = "plan", PoolPath = "load" }, PoolPath = "etl" }, Ct);
        await metastore.Handler.create_resource_plan(new() { ResourcePlan = new() { Name = "copy" }, CopyFrom = "plan" }, Ct);
        var copy = (await metastore.Handler.get_resource_plan(new() { ResourcePlanName = "copy" }, Ct)).ResourcePlan!;
        var used = await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.drop_wm_pool(new() { ResourcePlanName = "plan", PoolPath = "load.night" }, Ct));

        Assert.Equal(["default", "load", "load.night", "etl2"], copy.Pools!.ConvertAll(pool => pool.PoolPath));
        Assert.Equal(("load", "big"), (Assert.Single(copy.PoolTriggers!).Pool, copy.PoolTriggers![0].Trigger));
        Assert.Equal(("copy", "USER", "alice", "load.night"), (copy.Mappings![0].ResourcePlanName, copy.Mappings[0].EntityType, copy.Mappings[0].EntityName, copy.Mappings[0].PoolPath));
        Assert.Equal("Please remove all mappings for this pool.", used.Message);
    }

    private static async Task<TestMetastore> StartAsync(Store store, params string[] plans)
    {
        var metastore = await TestMetastore.CreateAsync(store);
        foreach (var plan in plans)
        {
            await metastore.Handler.create_resource_plan(new() { ResourcePlan = new() { Name = plan } }, Ct);
        }

        return metastore;
    }

    private static Task<WMCreatePoolResponse> AddPoolAsync(TestMetastore metastore, string path, double fraction) =>
        metastore.Handler.create_wm_pool(new() { Pool = new() { ResourcePlanName = "plan", PoolPath = path, AllocFraction = fraction, QueryParallelism = 1 } }, Ct);

    private static async Task<WMFullResourcePlan?> SwitchAsync(TestMetastore metastore, string plan, WMResourcePlanStatus status) =>
        (await metastore.Handler.alter_resource_plan(new() { ResourcePlanName = plan, ResourcePlan = new() { Status = status } }, Ct)).FullResourcePlan;

    private static Task<WMAlterResourcePlanResponse> ActivateAsync(TestMetastore metastore, string plan) => metastore.Handler.alter_resource_plan(
        new() { ResourcePlanName = plan, ResourcePlan = new() { Status = WMResourcePlanStatus.ACTIVE }, IsEnableAndActivate = true }, Ct);
}
