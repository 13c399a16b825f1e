using System.Net;
using Metastore.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Metastore.Rpc;

/// <summary>Tells when the Thrift interface serves and when it has stopped. Kestrel does both; it drains the connections in between.</summary>
internal sealed partial class ThriftServer(RpcEndpoint endpoint, ILogger<ThriftServer> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        LogListening(endpoint.Address);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        LogStopped();
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = EventIds.Listening, Level = LogLevel.Information, Message = "Serving Hive metastore clients on {Address}")]
    private partial void LogListening(IPEndPoint? address);

    [LoggerMessage(EventId = EventIds.Stopped, Level = LogLevel.Information, Message = "Stopped serving Hive metastore clients")]
    private partial void LogStopped();
}
