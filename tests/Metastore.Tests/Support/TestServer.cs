using System.Net;
using Metastore.Rpc;
using Metastore.Server;
using Metastore.Server.Probes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Metastore.Tests.Support;

/// <summary>A metastore server in this process, on a port of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    /// <summary>host:port of a running server to use instead; it must be as fresh as one that a test would start.</summary>
    public const string EndpointVariable = "METASTORE_ENDPOINT";

    private readonly WebApplication? app;

    private TestServer(EndPoint endpoint, WebApplication? app) => (Endpoint, this.app) = (endpoint, app);

    /// <summary>The Thrift port.</summary>
    public EndPoint Endpoint { get; }

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => app!.Services;

    /// <summary>Where probes and metrics are.</summary>
    public Uri Http => new($"http://127.0.0.1:{Services.GetRequiredService<HttpEndpoint>().Port}");

    /// <summary>Starts a server with these settings (as in appsettings.json, sections separated by colons) and waits until it answers.</summary>
    public static async Task<TestServer> StartAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable(EndpointVariable) is { Length: > 0 } running)
        {
            return new TestServer(IPEndPoint.Parse(running), null);
        }

        string[] args = ["--Rpc:Host=127.0.0.1", "--Rpc:Port=0", "--Http:Port=0", "--Health:Life=00:00:00", "--Logging:LogLevel:Default=Warning", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")];
        var app = MetastoreServer.Build(args);
        await app.StartAsync(ct);
        return new TestServer(app.Services.GetRequiredService<RpcEndpoint>().Address!, app);
    }

    /// <summary>Drains and stops, as SIGTERM does.</summary>
    public Task StopAsync(CancellationToken ct) => app?.StopAsync(ct) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
