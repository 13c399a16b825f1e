using System.Diagnostics;
using Metastore.Databases;
using Metastore.Names;
using Metastore.Storage;
using Metastore.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metastore.Bench.Storage;

/// <summary>
/// What the ladder of reads costs when all is well: the same lookup through it, and as a plain statement on a connection of the same pool.
/// Both by turns in one run, so that other load meets both.
/// </summary>
internal static class LadderBench
{
    private const int Rounds = 200;
    private const int CallsOfRound = 100;
    private static readonly DatabaseName Name = new("hive", "default");

    public static async Task RunAsync()
    {
        Console.WriteLine("| store | ways to read | plain statement | through the ladder | cost |");
        Console.WriteLine("|---|---|---|---|---|");
        var directory = Directory.CreateTempSubdirectory("metastore-bench-");
        await MeasureAsync("SQLite", directory, "Sqlite", $"Data Source={directory}/metastore.db");
        await using (var postgres = await PostgresCluster.StartAsync())
        {
            await MeasureAsync("PostgreSQL", directory, "Postgres", postgres.ConnectionString("postgres"));
            // The same server twice: as with a standby, and nothing is ever wrong with it.
            var twice = postgres.ConnectionString("postgres").Replace("Host=127.0.0.1", $"Host=127.0.0.1:{postgres.Port},127.0.0.1:{postgres.Port}", StringComparison.Ordinal);
            await MeasureAsync("PostgreSQL", directory, "Postgres", twice);
        }

        directory.Delete(recursive: true);
    }

    private static async Task MeasureAsync(string store, DirectoryInfo directory, string provider, string connectionString)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider,
            ["Storage:ConnectionString"] = connectionString,
            ["Warehouse:Directory"] = $"{directory}/warehouse",
            // Other load on the machine is no outage.
            ["Reads:Deadline"] = "00:00:30",
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddMetastore().BuildServiceProvider();
        await services.GetRequiredService<Bootstrap>().RunAsync(CancellationToken.None);
        var (db, connections) = (services.GetRequiredService<Db>(), services.GetRequiredService<Connections>());
        Func<Task<DatabaseRow?>> ladder = () => db.ReadAsync(tx => DatabaseStore.FindAsync(tx, Name, CancellationToken.None), CancellationToken.None);
        Func<Task<DatabaseRow?>> plain = () => PlainAsync(connections);
        for (var i = 0; i < 20; i++)
        {
            await RoundAsync(plain);
            await RoundAsync(ladder);
        }

        var rounds = new (double Plain, double Ladder)[Rounds];
        for (var i = 0; i < Rounds; i++)
        {
            var first = await RoundAsync(i % 2 == 0 ? plain : ladder);
            var second = await RoundAsync(i % 2 == 0 ? ladder : plain);
            rounds[i] = i % 2 == 0 ? (first, second) : (second, first);
        }

        Report(store, connections.ReadSteps.Count, rounds);
    }

    private static void Report(string store, int ways, (double Plain, double Ladder)[] rounds) => Console.WriteLine(
        $"| {store} | {ways} | {Median(rounds.Select(round => round.Plain)):0.0} µs | {Median(rounds.Select(round => round.Ladder)):0.0} µs | {Median(rounds.Select(round => round.Ladder / round.Plain)) - 1:+0.0 %;-0.0 %} |");

    private static async Task<DatabaseRow?> PlainAsync(Connections connections)
    {
        var way = connections.ReadSteps[0];
        var connection = await way.Rent(CancellationToken.None);
        try
        {
            return await DatabaseStore.FindAsync(new Tx(connection, null, null, connections.Dialect, DateTimeOffset.UtcNow, 30), Name, CancellationToken.None);
        }
        finally
        {
            await way.Return(connection);
        }
    }

    // In microseconds a call.
    private static async Task<double> RoundAsync(Func<Task<DatabaseRow?>> read)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < CallsOfRound; i++)
        {
            if ((await read())?.Name != Name.Database)
            {
                throw new System.InvalidOperationException("The answer is wrong");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / CallsOfRound;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
