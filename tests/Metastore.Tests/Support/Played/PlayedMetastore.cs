using Npgsql;
using Xunit;

namespace Metastore.Tests.Support.Played;

/// <summary>A metastore on a database that plays CockroachDB.</summary>
internal sealed class PlayedMetastore : IAsyncDisposable
{
    /// <summary>Time for which a failed way to read is left alone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly TestDatabase database;

    private PlayedMetastore(TestDatabase database, PlayedCockroach cockroach, TestMetastore metastore)
        => (this.database, Cockroach, Metastore) = (database, cockroach, metastore);

    /// <summary>The database's name.</summary>
    public string Database => new NpgsqlConnectionStringBuilder(Cockroach.ConnectionString).Database!;

    /// <summary>What was sent while the metastore started.</summary>
    public IReadOnlyList<SentStatement> SentAtStart { get; private init; } = [];

    public PlayedCockroach Cockroach { get; }

    public TestMetastore Metastore { get; }

    public static Task<PlayedMetastore> CreateAsync(params KeyValuePair<string, string?>[] settings) => WithClockAsync(TimeProvider.System, settings);

    /// <summary>One with a clock of the test's own, for how long a way is left alone.</summary>
    public static async Task<PlayedMetastore> WithClockAsync(TimeProvider time, params KeyValuePair<string, string?>[] settings)
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        var database = await TestDatabase.CreateAsync(Store.Postgres, "");
        var cockroach = PlayedCockroach.Before(database.Settings["Storage:ConnectionString"]!);
        var all = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = cockroach.ConnectionString,
            ["Storage:PoolSize"] = "4",
            // A machine with other work is late with everything.
            ["Storage:WriterDeadline"] = "00:00:30",
            ["Reads:Deadline"] = "00:00:30",
            ["Reads:StaleDeadline"] = "00:00:30",
            ["Reads:Pause"] = $"{Pause}",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var metastore = await TestMetastore.CreateAsync(Store.Sqlite, time, [.. all]);
        var played = new PlayedMetastore(database, cockroach, metastore) { SentAtStart = cockroach.Sent };
        cockroach.Clear();
        return played;
    }

    /// <summary>Takes all tables away, as a new database has none.</summary>
    public async Task EmptyAsync(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(database.Settings["Storage:ConnectionString"]!);
        await using var command = source.CreateCommand("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await Metastore.DisposeAsync();
        await Cockroach.DisposeAsync();
        await database.DisposeAsync();
    }
}
