using Microsoft.Extensions.Hosting;

namespace Metastore.Storage;

/// <summary>Opens the connections that are kept, beside the first calls.</summary>
internal sealed class PoolWarmer(Connections connections) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => connections.WarmAsync(stoppingToken);
}
