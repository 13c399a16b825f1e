using System.Net;
using System.Net.Sockets;
using Metastore.Diagnostics;
using Metastore.Storage;
using Metastore.Warehouse;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Metastore.Rpc;

/// <summary>Tells when the Thrift interface serves and when it has stopped. Kestrel does both; it drains the connections in between.</summary>
internal sealed partial class ThriftServer(RpcEndpoint endpoint, Connections store, WarehouseFiles warehouse, ILogger<ThriftServer> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = endpoint.Address!;
        LogListening(address);
        LogStore(store.Location, warehouse.Root);
        LogUri(endpoint.IsAnyAddress ? Environment.MachineName : HostOf(address.Address), address.Port);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        LogStopped();
        return Task.CompletedTask;
    }

    private static string HostOf(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";

    [LoggerMessage(EventId = EventIds.Listening, Level = LogLevel.Information, Message = "Serving Hive metastore clients on {Address}")]
    private partial void LogListening(IPEndPoint address);

    [LoggerMessage(EventId = EventIds.Store, Level = LogLevel.Information, Message = "The catalog is in {Store}, new tables go below {Warehouse}")]
    private partial void LogStore(string store, string warehouse);

    [LoggerMessage(EventId = EventIds.Uri, Level = LogLevel.Information, Message = "Point clients at it with hive.metastore.uris=thrift://{Host}:{Port}")]
    private partial void LogUri(string host, int port);

    [LoggerMessage(EventId = EventIds.Stopped, Level = LogLevel.Information, Message = "Stopped serving Hive metastore clients")]
    private partial void LogStopped();
}
