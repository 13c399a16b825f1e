using Metastore.Storage;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>Older answers by choice, from a hot standby of PostgreSQL.</summary>
public sealed class StandbyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_wrote_reads_its_own_writes_until_the_standby_has_them()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        await using var pair = await PostgresPair.StartAsync();
        // Here it is the position that counts, not the time.
        await using var metastore = await TestMetastore.CreateAsync(
            [.. pair.Settings, new("Reads:Mode", "Follower"), new("Reads:StaleDeadline", "00:00:10"), new("Reads:Staleness", "-1ms")]);
        var freshness = metastore.Get<Freshness>();
        await WhenReplayedAsync(freshness, metastore);
        await PostgresPair.ExecuteAsync(pair.Standby, "SELECT pg_wal_replay_pause()");

        freshness.Enter("10.0.0.1");
        await metastore.Handler.create_database(new Database { Name = "a" }, Ct);
        await Task.Delay(20, Ct);
        Assert.Equal(["a", "default"], await metastore.Handler.get_all_databases(Ct));

        freshness.Enter("10.0.0.2");
        Assert.Equal(["default"], await metastore.Handler.get_all_databases(Ct));
        Assert.Equal("a", (await metastore.Handler.get_database("a", Ct)).Name);

        await PostgresPair.ExecuteAsync(pair.Standby, "SELECT pg_wal_replay_resume()");
        freshness.Enter("10.0.0.1");
        await WhenReplayedAsync(freshness, metastore);
        Assert.Equal(["a", "default"], await metastore.Handler.get_all_databases(Ct));
    }

    // A client's mark is forgotten once the standby has what it wrote.
    private static async Task WhenReplayedAsync(Freshness freshness, TestMetastore metastore)
    {
        if (freshness.LastWrite is null)
        {
            freshness.Enter("10.0.0.3");
            await metastore.Handler.create_database(new Database { Name = "b" }, Ct);
            await metastore.Handler.drop_database("b", deleteData: false, cascade: false, Ct);
        }

        while (freshness.LastWrite is not null)
        {
            await metastore.Handler.get_all_databases(Ct);
            await Task.Delay(20, Ct);
        }
    }
}
