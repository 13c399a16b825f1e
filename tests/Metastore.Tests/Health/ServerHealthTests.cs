using System.Diagnostics;
using Metastore.Fb303;
using Metastore.Health;
using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Xunit;

namespace Metastore.Tests.Health;

/// <summary>What a client of fb303 hears of the database.</summary>
public sealed class ServerHealthTests
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
        var probe = played.Metastore.Get<StoreProbe>();
        played.Cockroach.Set(new Fault(_ => true, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(5) });
        var start = Stopwatch.GetTimestamp();
        Assert.NotNull((await probe.CanWriteAsync()).Fault);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        played.Cockroach.GoAway();
        Assert.Equal(fb_status.DEAD, await played.Metastore.Handler.getStatus(ct));
        Assert.StartsWith("The metastore's database does not answer: ", (await probe.CanReadAsync()).Fault, StringComparison.Ordinal);
    }
}
