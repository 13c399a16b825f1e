using System.Diagnostics;
using Metastore.Fb303;
using Metastore.Storage;
using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Xunit;

namespace Metastore.Tests.Storage;

public sealed class StorageHealthTests
{
    [Theory, EveryStore]
    public async Task All_is_well_with_a_database_that_answers(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        Assert.Equal(fb_status.ALIVE, await metastore.Handler.getStatus());
        Assert.Equal("", await metastore.Handler.getStatusDetails());
    }

    [Fact]
    public async Task Without_a_writer_there_is_a_warning()
    {
        await using var played = await PlayedMetastore.CreateAsync();
        played.Cockroach.Set(new Fault(statement => statement.Sql.StartsWith("DELETE", StringComparison.Ordinal), FaultKind.Error) { State = "25006" });
        Assert.Equal(fb_status.WARNING, await played.Metastore.Handler.getStatus());
        Assert.StartsWith("The metastore takes no writes now", await played.Metastore.Handler.getStatusDetails(), StringComparison.Ordinal);
        played.Cockroach.Set();
        Assert.Equal(fb_status.ALIVE, await played.Metastore.Handler.getStatus());
    }

    [Fact]
    public async Task A_database_that_is_away_or_silent_is_noticed_soon()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var played = await PlayedMetastore.CreateAsync();
        var health = played.Metastore.Get<StorageHealth>();
        played.Cockroach.Set(new Fault(_ => true, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(5) });
        var start = Stopwatch.GetTimestamp();
        Assert.NotNull(await health.WhyNoWritesAsync(ct));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        played.Cockroach.GoAway();
        Assert.Equal(fb_status.DEAD, await played.Metastore.Handler.getStatus(ct));
        Assert.StartsWith("The metastore's database does not answer: ", await health.WhyNoReadsAsync(ct), StringComparison.Ordinal);
    }
}
