using System.CommandLine;
using System.Globalization;
using Metastore.Server.Remote;

namespace Metastore.Server.Commands;

/// <summary><c>check</c>: uses a metastore as a client would, and times each step.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var uri = new Argument<string>("uri") { Description = "thrift://host:port of any Hive metastore.", DefaultValueFactory = _ => "thrift://localhost:9083" };
        var timeout = new Option<int>("--timeout") { Description = "Seconds that one step may take.", DefaultValueFactory = _ => 10 };
        var command = new Command("check", "Makes a database, a partitioned table and partitions in a metastore, reads and drops them.") { uri, timeout };
        command.SetAction((parsed, ct) => RunAsync(RemoteAddress.Parse(parsed.GetValue(uri)!), TimeSpan.FromSeconds(parsed.GetValue(timeout)), ct));
        return command;
    }

    private static async Task<int> RunAsync(RemoteAddress address, TimeSpan timeout, CancellationToken ct)
    {
        var steps = await Canary.RunAsync(address, timeout, ct);
        Output.Table(["step", "ms", "outcome"], [.. steps.Select(Row)]);
        return steps.All(step => step.Fault is null) ? 0 : 1;
    }

    private static string[] Row(CanaryStep step) => [step.Name, step.Time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture), step.Fault ?? "ok"];
}
