using Metastore.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.Replications;

public sealed class ReplicationMetricTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Progress_alone_leaves_what_is_known_of_an_execution(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, _time);
        await AddAsync(metastore, Metrics(1, "p", "m", "begun"), Metrics(2, "p", "m", "begun"));
        await AddAsync(metastore, Metrics(1, "other", null, "done"));

        var found = await GetAsync(metastore, new() { Policy = "p" });

        Assert.Equal([(2, "m", "begun"), (1, "m", "done")], found.Select(metrics => (metrics.ScheduledExecutionId, metrics.Metadata, metrics.Progress)));
        Assert.Equal([1], (await GetAsync(metastore, new() { ScheduledExecutionId = 1 })).Select(metrics => metrics.ScheduledExecutionId));
        Assert.Equal([2], (await GetAsync(metastore, new() { DumpExecutionId = 12 })).Select(metrics => metrics.ScheduledExecutionId));
        Assert.Empty(await GetAsync(metastore, new()));
    }

    [Theory]
    [EveryStore]
    public async Task Metrics_are_kept_for_seven_days(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, _time);
        await AddAsync(metastore, Metrics(1, "p", "m", "begun"));
        _time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await AddAsync(metastore, Metrics(2, "p", "m", "begun"));

        Assert.Equal([2], (await GetAsync(metastore, new() { Policy = "p" })).Select(metrics => metrics.ScheduledExecutionId));
    }

    private static Task AddAsync(TestMetastore metastore, params List<ReplicationMetrics> metrics) =>
        metastore.Handler.add_replication_metrics(new() { ReplicationMetricList_ = metrics }, Ct);

    private static async Task<List<ReplicationMetrics>> GetAsync(TestMetastore metastore, GetReplicationMetricsRequest request) =>
        (await metastore.Handler.get_replication_metrics(request, Ct)).ReplicationMetricList_!;

    private static ReplicationMetrics Metrics(long execution, string policy, string? metadata, string progress) =>
        new() { ScheduledExecutionId = execution, Policy = policy, DumpExecutionId = execution + 10, Metadata = metadata, Progress = progress };
}
