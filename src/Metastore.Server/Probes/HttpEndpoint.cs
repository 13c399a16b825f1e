using Metastore.Diagnostics;
using Metastore.Rpc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Metastore.Server.Probes;

/// <summary>The port of probes and metrics, at the address of the Thrift port. Open before the store is asked anything, and until the process ends.</summary>
internal sealed partial class HttpEndpoint(IOptions<HttpOptions> http, IOptions<RpcOptions> rpc, ILogger<HttpEndpoint> logger)
    : IConfigureOptions<KestrelServerOptions>, IHostedLifecycleService
{
    private KestrelServerOptions? _kestrel;
    private ListenOptions? _listening;

    /// <summary>The port that is listened on; null before the start.</summary>
    public int? Port => _listening?.IPEndPoint?.Port;

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        _kestrel = options;
    }

    // Not above: Kestrel is configured while the host is built, when the settings are not checked yet.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        rpc.Value.Listen(_kestrel!, http.Value.Port, listen => (_listening, listen.Protocols) = (listen, HttpProtocols.Http1));
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        LogListening(Port!.Value);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = EventIds.HttpListening, Level = LogLevel.Information, Message = "Probes and metrics are on port {Port}: /healthz/live, /healthz/ready, /healthz/startup, /healthz/writable, /metrics")]
    private partial void LogListening(int port);
}
