using System.Diagnostics;
using System.Net;

namespace Metastore.Bench.Wire;

/// <summary>Measures a metastore from outside, over Thrift, and prints a Markdown table.</summary>
internal static class WireBench
{
    public static void Run(WireOptions options)
    {
        using var server = options.Endpoint is null ? ServerProcess.Start(options.Server) : null;
        EndPoint endpoint = server is null ? WireOptions.Resolve(options.Endpoint!) : new IPEndPoint(IPAddress.Loopback, server.Port);
        using var connection = new WireConnection(endpoint);
        var loader = new Loader(connection);
        try
        {
            var begun = Stopwatch.GetTimestamp();
            loader.Load(options);
            Console.Error.WriteLine($"Loaded in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s");
            Print(options, endpoint, server);
        }
        finally
        {
            loader.Clear();
        }
    }

    private static void Print(WireOptions options, EndPoint endpoint, ServerProcess? server)
    {
        var many = options.Connections;
        Console.WriteLine($"{options.Endpoint ?? string.Join(" ", ["A server of our own", .. options.Server])}: {Environment.ProcessorCount} cores with the load on them, "
            + $"{options.Time.TotalSeconds:G} s a figure, times in ms");
        Console.WriteLine();
        Console.WriteLine($"| call | p50 | p99 | calls/s | calls/s, {many} connections | p99 | calls/s, {many} at a time, each on a new connection | p99 |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        var runner = new Runner(endpoint, options.Time);
        foreach (var question in All(options).Where(question => options.Only?.IsMatch(question.Name) ?? true))
        {
            Console.WriteLine($"| {question.Name} | {Measure(runner, question, many)} |");
        }

        if (server is not null)
        {
            Console.WriteLine();
            Console.WriteLine($"Ready after {server.StartTime.TotalMilliseconds:F0} ms; {server.ResidentMegabytes:F0} MB resident at the end.");
        }
    }

    private static IEnumerable<Question> All(WireOptions options) =>
        [.. Questions.OfTables(), .. options.Partitions.SelectMany(Questions.OfPartitions), .. Questions.OfWrites()];

    private static string Measure(Runner runner, Question question, int many)
    {
        try
        {
            var one = runner.Run(question, 1, reconnect: false);
            var all = runner.Run(question, many, reconnect: false);
            var fresh = runner.Run(question, many, reconnect: true);
            return $"{Milliseconds(one, 0.5)} | {Milliseconds(one, 0.99)} | {one.Rate:N0} | {all.Rate:N0} | {Milliseconds(all, 0.99)} | {fresh.Rate:N0} | {Milliseconds(fresh, 0.99)}";
        }
        catch (BenchException e)
        {
            return $"{e.Message} | | | | | |";
        }
    }

    private static string Milliseconds(Measurement measurement, double share) => measurement.Percentile(share) switch
    {
        < 1 and var few => $"{few:F3}",
        < 10 and var some => $"{some:F2}",
        var many => $"{many:N0}",
    };
}
