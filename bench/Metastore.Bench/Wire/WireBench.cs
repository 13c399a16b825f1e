using System.Data.Common;
using System.Diagnostics;
using System.Net;
using Metastore.Tests.Support;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Metastore.Bench.Wire;

/// <summary>Measures a metastore from outside, over Thrift, and prints a Markdown table.</summary>
internal static class WireBench
{
    public static async Task RunAsync(WireOptions options)
    {
        await using var cluster = options.Postgres ? await PostgresCluster.StartAsync(durable: true) : null;
        var database = cluster?.ConnectionString("postgres") ?? options.Database;
        string[] storage = database is null || options.Endpoint is not null ? [] : ["--Storage:Provider=Postgres", $"--Storage:ConnectionString={database}"];
        using var server = options.Endpoint is null ? ServerProcess.Start([.. storage, .. options.Server]) : null;
        var readyMegabytes = server?.ResidentMegabytes;
        EndPoint endpoint = server is null ? WireOptions.Resolve(options.Endpoint!) : new IPEndPoint(IPAddress.Loopback, server.Port);
        using var connection = new WireConnection(endpoint);
        var loader = new Loader(connection);
        try
        {
            var begun = Stopwatch.GetTimestamp();
            loader.Load(options);
            await Console.Error.WriteLineAsync($"Loaded in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s");
            var runner = new Runner(endpoint, options.Time, server is null ? () => 0 : server.AllocatedBytes);
            using var select = Select(database, server);
            new Report(options, runner, select).Print(All(options));
        }
        finally
        {
            loader.Clear();
        }

        if (server is not null)
        {
            Console.WriteLine($"\nReady after {server.StartTime.TotalMilliseconds:F0} ms; {readyMegabytes:F0} MB resident then, {server.ResidentMegabytes:F0} MB at the end.");
        }
    }

    private static PointSelect? Select(string? database, ServerProcess? server)
    {
        Func<DbConnection>? open = database is not null ? () => Opened(new NpgsqlConnection(database))
            : server is not null ? () => Opened(new SqliteConnection($"Data Source={server.SqliteFile};Pooling=false"))
            : null;
        return open is null ? null : new PointSelect(open);
    }

    private static DbConnection Opened(DbConnection connection)
    {
        connection.Open();
        return connection;
    }

    private static IEnumerable<Question> All(WireOptions options) =>
        [.. Questions.OfTables(), .. options.Partitions.SelectMany(Questions.OfPartitions), .. WriteQuestions.Of(options.Partitions)];
}
