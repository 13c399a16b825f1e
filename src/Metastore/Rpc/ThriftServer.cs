using System.Net;
using System.Net.Sockets;
using Metastore.Diagnostics;
using Metastore.Storage;
using Metastore.Warehouse;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Metastore.Rpc;

/// <summary>Opens the Thrift port when the store is ready, and closes it before anything else is stopped.</summary>
internal sealed partial class ThriftServer(
    Bootstrap bootstrap, RpcEndpoint endpoint, ServerState state, Connections store, WarehouseFiles warehouse, ILogger<ThriftServer> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        state.Phase = ServerPhase.Starting;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await bootstrap.RunAsync(cancellationToken);
        await endpoint.OpenAsync(cancellationToken);
        state.Phase = ServerPhase.Serving;
        var address = endpoint.Address!;
        LogListening(address);
        LogStore(store.Location, warehouse.Root);
        LogUri(endpoint.IsAnyAddress ? Environment.MachineName : HostOf(address.Address), address.Port);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        state.Phase = ServerPhase.Stopping;
        await endpoint.CloseAsync(cancellationToken);
        LogStopped();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
