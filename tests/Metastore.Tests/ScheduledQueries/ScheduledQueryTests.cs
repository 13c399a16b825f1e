using Metastore.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.ScheduledQueries;

public sealed class ScheduledQueryTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_query_is_given_out_once_each_time_it_is_due(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, _time);
        var handler = metastore.Handler;
        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("daily", "0 0 12 * * ?"));
        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("hourly", "0 0 * ? * *"));
        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("off", "0 0 * ? * *", enabled: false));

        Assert.Null((await PollAsync(handler)).Query);
        _time.Advance(TimeSpan.FromHours(2));
        var first = await PollAsync(handler);
        var second = await PollAsync(handler);

        Assert.Equal(("/* schedule: hourly */select 1", "u", "hourly"), (first.Query, first.User, first.ScheduleKey!.ScheduleName));
        Assert.Equal(("daily", first.ExecutionId + 1), (second.ScheduleKey!.ScheduleName, second.ExecutionId));
        Assert.Null((await PollAsync(handler)).Query);
        Assert.Equal(Start.AddHours(3).ToUnixTimeSeconds(), (await handler.get_scheduled_query(Key("hourly"), Ct)).NextExecution);
    }

    [Theory]
    [EveryStore]
    public async Task A_query_runs_again_when_its_execution_has_ended_or_fallen_silent(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, _time);
        var handler = metastore.Handler;
        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("q", "0 * * * * ?"));
        _time.Advance(TimeSpan.FromMinutes(1));
        var first = await PollAsync(handler);
        _time.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync(handler, first.ExecutionId, QueryState.EXECUTING);

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await PollAsync(handler)).Query);
        await ReportAsync(handler, first.ExecutionId, QueryState.FINISHED);
        var second = await PollAsync(handler);
        Assert.NotNull(second.Query);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.NotNull((await PollAsync(handler)).Query);

        var late = await Assert.ThrowsAsync<InvalidOperationException>(() => ReportAsync(handler, second.ExecutionId, QueryState.FINISHED));
        Assert.Equal("Invalid state change: TIMED_OUT=>FINISHED", late.Message);
        await Assert.ThrowsAsync<MetaException>(() => ReportAsync(handler, 9999, QueryState.FINISHED));
    }

    [Theory]
    [EveryStore]
    public async Task A_query_is_changed_and_removed_by_its_name_and_namespace(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, _time);
        var handler = metastore.Handler;
        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("q", "0 0 0 1 1 ? 2099"));

        Assert.False((await handler.get_scheduled_query(Key("q"), Ct)).__isset.nextExecution);
        var doubled = await Assert.ThrowsAsync<AlreadyExistsException>(() => MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("q", "0 * * * * ?")));
        Assert.Equal("Scheduled query with name: q@hive already exists.", doubled.Message);

        var now = Query("q", "0 0 0 1 1 ? 2099");
        now.NextExecution = (int)Start.ToUnixTimeSeconds();
        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.ALTER, now);
        Assert.Equal("q", (await PollAsync(handler)).ScheduleKey!.ScheduleName);

        await MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.DROP, Query("q", ""));
        var gone = await Assert.ThrowsAsync<NoSuchObjectException>(() => handler.get_scheduled_query(Key("q"), Ct));
        Assert.Equal("There is no scheduled query for: q@hive", gone.Message);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => MaintainAsync(handler, ScheduledQueryMaintenanceRequestType.ALTER, now));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0 0 * * *")]
    [InlineData("0 0 12 1 * MON")]
    [InlineData("0 0 12 ? * ?")]
    [InlineData("@daily")]
    public async Task A_schedule_is_what_Quartz_reads(string schedule)
    {
        await using var metastore = await TestMetastore.CreateAsync();

        var error = await Assert.ThrowsAsync<InvalidInputException>(() => MaintainAsync(metastore.Handler, ScheduledQueryMaintenanceRequestType.CREATE, Query("q", schedule)));

        Assert.Equal($"Invalid QUARTZ schedule expression: '{schedule}'", error.Message);
    }

    private static Task MaintainAsync(ThriftHiveMetastore.IAsync handler, ScheduledQueryMaintenanceRequestType type, ScheduledQuery query) =>
        handler.scheduled_query_maintenance(new() { Type = type, ScheduledQuery = query }, Ct);

    private static Task<ScheduledQueryPollResponse> PollAsync(ThriftHiveMetastore.IAsync handler) => handler.scheduled_query_poll(new() { ClusterNamespace = "hive" }, Ct);

    private static Task ReportAsync(ThriftHiveMetastore.IAsync handler, long execution, QueryState state) =>
        handler.scheduled_query_progress(new() { ScheduledExecutionId = execution, State = state, ExecutorQueryId = "e" }, Ct);

    private static ScheduledQueryKey Key(string name) => new() { ScheduleName = name, ClusterNamespace = "hive" };

    private static ScheduledQuery Query(string name, string schedule, bool enabled = true) =>
        new() { ScheduleKey = Key(name), Enabled = enabled, Schedule = schedule, User = "u", Query = "select 1" };
}
