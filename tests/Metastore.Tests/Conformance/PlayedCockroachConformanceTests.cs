using Metastore.Tests.Storage.Statements;
using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Xunit;

namespace Metastore.Tests.Conformance;

/// <summary>Some of the recordings through the server that plays CockroachDB: its way of speaking is used, and what is sent is checked.</summary>
public sealed class PlayedCockroachConformanceTests : ConformanceTests
{
    [Theory]
    [InlineData("delta-spark35-hms401", "Strong")]
    [InlineData("api-misc-hms401", "Strong")]
    [InlineData("iceberg-spark35-hms401", "Strong")]
    [InlineData("trino-hive-hms313", "Follower")]
    [InlineData("pyiceberg-hms313", "Follower")]
    public async Task Server_answers_as_Hive_did(string name, string reads)
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var database = await TestDatabase.CreateAsync(Store.Postgres, "");
        await using var cockroach = PlayedCockroach.Before(database.Settings["Storage:ConnectionString"]!);
        // Played answers are never old, so that a window as short as this one only makes nearly every read an aged one.
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Cockroach",
            ["Storage:ConnectionString"] = cockroach.ConnectionString,
            ["Storage:PoolSize"] = "4",
            ["Reads:Mode"] = reads,
            ["Reads:Staleness"] = "-1ms",
            ["Reads:Deadline"] = "00:00:30",
            ["Reads:StaleDeadline"] = "00:00:30",
        };
        await ReplayAsync(settings, name, Recordings.Engines[name]);
        Assert.Empty(PlayedRules.Broken(cockroach.Sent));
        Assert.Equal(reads == "Follower", cockroach.Sent.Any(statement => statement.IsStale));
        await AreKnownAsync(cockroach.Sent);
    }

    // What goes over the wire is what was read out of the source, so that nothing is left out there; and it is understood as it is sent.
    private static async Task AreKnownAsync(IReadOnlyList<SentStatement> sent)
    {
        var texts = sent.Select(statement => statement.Sql).Where(sql => !Spoken(sql)).Distinct().ToList();
        var known = StatementSources.All.Select(statement => CockroachParser.Positional(statement.Sql)).ToHashSet();
        Assert.Empty(texts.Select(PlayedRules.Ageless).Except(known));
        Assert.SkipWhen(CockroachParser.WhyMissing is not null, CockroachParser.WhyMissing ?? "");
        Assert.Equal("", await CockroachParser.RefusedAsync(texts));
    }

    private static bool Spoken(string sql) => sql.StartsWith("BEGIN", StringComparison.Ordinal) || sql.StartsWith("CREATE", StringComparison.Ordinal) || sql is "COMMIT" or "ROLLBACK";
}
