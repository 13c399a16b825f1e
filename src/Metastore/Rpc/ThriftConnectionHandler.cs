using System.Net;
using Metastore.Storage;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>Serves the connections that Kestrel accepts on the Thrift port.</summary>
internal sealed class ThriftConnectionHandler(
    IServiceProvider services,
    ServerState state,
    WorkerPool workers,
    ByteBudget budget,
    CallQueue queue,
    IOptions<LimitOptions> limits,
    Freshness freshness,
    TimeProvider time,
    ILogger<ThriftConnection> logger) : ConnectionHandler
{
    private readonly ObjectFactory<MetastoreHandler> _handlers = ActivatorUtilities.CreateFactory<MetastoreHandler>([typeof(Session)]);

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        state.Connected();
        try
        {
            await ServeAsync(connection);
        }
        finally
        {
            state.Disconnected();
        }
    }

    private Task ServeAsync(ConnectionContext connection)
    {
        var session = new Session { RemoteAddress = AddressOf(connection.RemoteEndPoint) };
        freshness.Enter(session.RemoteAddress);
        return CreateHandler(session) is { } handler
            ? new ThriftConnection(connection, session, handler, workers, budget, queue, limits.Value, time, logger).RunAsync()
            : Task.CompletedTask;
    }

    // A connection that Kestrel had accepted may come here after the host has stopped; it is closed.
    private MetastoreHandler? CreateHandler(Session session)
    {
        try
        {
            return _handlers(services, [session]);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private static string? AddressOf(EndPoint? peer)
        => peer is not IPEndPoint { Address: var address } ? peer?.ToString()
            : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
