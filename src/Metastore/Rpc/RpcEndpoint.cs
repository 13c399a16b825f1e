using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>Has Kestrel listen on the Thrift port.</summary>
internal sealed class RpcEndpoint(IOptions<RpcOptions> rpc, IOptions<LimitOptions> limits)
    : IPostConfigureOptions<KestrelServerOptions>, IConfigureOptions<SocketTransportOptions>, IConfigureOptions<HostOptions>
{
    private ListenOptions? _listening;

    /// <summary>The address and port that the server listens on; null before it has started.</summary>
    public IPEndPoint? Address => _listening?.IPEndPoint;

    /// <summary>Whether the server listens on all addresses of the machine.</summary>
    public bool IsAnyAddress => rpc.Value.Host is "0.0.0.0" or "*" or "::";

    public void PostConfigure(string? name, KestrelServerOptions options)
    {
        options.Limits.MaxConcurrentConnections = limits.Value.Connections;
        if (IsAnyAddress)
        {
            options.ListenAnyIP(rpc.Value.Port, Serve);
        }
        else
        {
            var host = rpc.Value.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(rpc.Value.Host);
            options.Listen(host, rpc.Value.Port, Serve);
        }
    }

    public void Configure(SocketTransportOptions options)
    {
        options.Backlog = rpc.Value.Backlog;
        options.NoDelay = true;
    }

    public void Configure(HostOptions options) => options.ShutdownTimeout = rpc.Value.DrainTimeout;

    private void Serve(ListenOptions options)
    {
        _listening = options;
        options.UseConnectionHandler<ThriftConnectionHandler>();
    }
}
