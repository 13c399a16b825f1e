using System.Diagnostics;
using Metastore.Databases;
using Metastore.Names;
using Metastore.Storage;
using Metastore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Metastore.Bench.Storage;

/// <summary>
/// What the ladder of reads costs when all is well: the same lookup through it, and as a plain statement on a connection of the same pool.
/// One call of each by turns, so that other load meets both; the quartile is what it disturbs least.
/// </summary>
internal static class LadderBench
{
    private const int WarmUp = 2_000;
    private const int Calls = 20_000;
    private static readonly DatabaseName Name = new("hive", "default");

    public static async Task RunAsync()
    {
        Console.WriteLine("| store | ways to read | connections | plain statement, first quartile / median | through the ladder | cost |");
        Console.WriteLine("|---|---|---|---|---|---|");
        var directory = Directory.CreateTempSubdirectory("metastore-bench-");
        await MeasureAsync("SQLite", directory, "Sqlite", $"Data Source={directory}/metastore.db", 1);
        await using (var postgres = await PostgresCluster.StartAsync())
        {
            await MeasureAsync("PostgreSQL", directory, "Postgres", postgres.ConnectionString("postgres"), 1);
            // The same server twice: as with a standby, and nothing is ever wrong with it.
            var twice = postgres.ConnectionString("postgres").Replace("Host=127.0.0.1", $"Host=127.0.0.1:{postgres.Port},127.0.0.1:{postgres.Port}", StringComparison.Ordinal);
            await MeasureAsync("PostgreSQL", directory, "Postgres", twice, 1);
            await MeasureAsync("PostgreSQL", directory, "Postgres", twice, 16);
        }

        directory.Delete(recursive: true);
    }

    private static async Task MeasureAsync(string store, DirectoryInfo directory, string provider, string connectionString, int poolSize)
    {
        // Other load on the machine is no outage.
        await using var services = await LocalMetastore.StartAsync(
            directory, provider, connectionString, new("Storage:PoolSize", $"{poolSize}"), new("Reads:Deadline", "00:00:30"));
        var (db, connections) = (services.GetRequiredService<Db>(), services.GetRequiredService<Connections>());
        Func<Task<DatabaseRow?>> ladder = () => db.ReadAsync(tx => DatabaseStore.FindAsync(tx, Name, CancellationToken.None), CancellationToken.None);
        Func<Task<DatabaseRow?>> plain = () => PlainAsync(connections);
        var (plainTimes, ladderTimes) = (new double[Calls], new double[Calls]);
        for (var i = -WarmUp; i < Calls; i++)
        {
            plainTimes[Math.Max(i, 0)] = await TimeAsync(plain);
            ladderTimes[Math.Max(i, 0)] = await TimeAsync(ladder);
        }

        Array.Sort(plainTimes);
        Array.Sort(ladderTimes);
        Console.WriteLine($"| {store} | {connections.ReadSteps.Count} | {poolSize} | {Text(plainTimes)} | {Text(ladderTimes)} | {Cost(Calls / 4):+0.0 %;-0.0 %} / {Cost(Calls / 2):+0.0 %;-0.0 %} |");

        double Cost(int rank) => (ladderTimes[rank] / plainTimes[rank]) - 1;
    }

    private static string Text(double[] sorted) => $"{sorted[Calls / 4]:0.0} / {sorted[Calls / 2]:0.0} µs";

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

    // In microseconds.
    private static async Task<double> TimeAsync(Func<Task<DatabaseRow?>> read)
    {
        var start = Stopwatch.GetTimestamp();
        var row = await read();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return row?.Name == Name.Database ? elapsed : throw new System.InvalidOperationException("The answer is wrong");
    }
}
