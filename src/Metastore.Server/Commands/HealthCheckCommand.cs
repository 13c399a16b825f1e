using System.CommandLine;
using System.Net;
using Metastore.Rpc;
using Metastore.Server.Probes;

namespace Metastore.Server.Commands;

/// <summary><c>healthcheck</c>: asks a probe of the server that runs with these settings on this machine.</summary>
internal static class HealthCheckCommand
{
    public static Command Create()
    {
        var probe = new Option<string>("--probe") { Description = "live, ready, startup or writable.", DefaultValueFactory = _ => "ready" };
        var command = new Command("healthcheck", "Asks the server on this machine whether it is ready; the exit code is 0 if it is. For a container's health check.") { probe };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(probe)!, [.. parsed.UnmatchedTokens], ct));
        return command;
    }

    // The whole host would take longer to build than the question takes.
    private static async Task<int> RunAsync(string probe, string[] settings, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables().AddCommandLine(settings).Build();
        var port = (configuration.GetSection(HttpOptions.Section).Get<HttpOptions>() ?? new HttpOptions()).Port;
        var rpc = configuration.GetSection(RpcOptions.Section).Get<RpcOptions>() ?? new RpcOptions();
        var host = rpc.IsAnyAddress || !IPAddress.TryParse(rpc.Host, out var address) ? IPAddress.Loopback : address;
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var answer = await client.GetAsync(new Uri($"http://{new IPEndPoint(host, port)}/healthz/{probe}"), ct);
        await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(ct));
        return answer.IsSuccessStatusCode ? 0 : 1;
    }
}
