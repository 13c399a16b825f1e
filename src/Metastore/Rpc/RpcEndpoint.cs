using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>The Thrift port: a Kestrel of its own, so that it opens after and closes before the port of the probes.</summary>
internal sealed class RpcEndpoint(IOptions<RpcOptions> rpc, IOptions<LimitOptions> limits, IServiceProvider services, ILoggerFactory loggers) : IDisposable
{
    private ListenOptions? _listening;
    private KestrelServer? _server;

    /// <summary>The address and port that the server listens on; null before it has started.</summary>
    public IPEndPoint? Address => _listening?.IPEndPoint;

    /// <summary>Whether the server listens on all addresses of the machine.</summary>
    public bool IsAnyAddress => rpc.Value.IsAnyAddress;

    public Task OpenAsync(CancellationToken ct)
    {
        var options = new KestrelServerOptions { ApplicationServices = services };
        options.Limits.MaxConcurrentConnections = limits.Value.Connections;
        rpc.Value.Listen(options, rpc.Value.Port, Serve);
        var sockets = new SocketTransportOptions { Backlog = rpc.Value.Backlog, NoDelay = true };
        _server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(sockets), loggers), loggers);
        return _server.StartAsync(new NoHttp(), ct);
    }

    /// <summary>Stops accepting, and waits for calls in flight until <paramref name="ct"/> ends them.</summary>
    public Task CloseAsync(CancellationToken ct) => _server?.StopAsync(ct) ?? Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    private void Serve(ListenOptions options)
    {
        _listening = options;
        options.UseConnectionHandler<ThriftConnectionHandler>();
    }

    // Kestrel asks for an application although none is ever called here.
    private sealed class NoHttp : IHttpApplication<object>
    {
        public object CreateContext(IFeatureCollection contextFeatures) => this;

        public Task ProcessRequestAsync(object context) => Task.CompletedTask;

        public void DisposeContext(object context, Exception? exception)
        {
        }
    }
}
