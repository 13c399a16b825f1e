using Metastore.Catalogs;
using Metastore.Rpc;
using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Server.Metrics;

/// <summary>Counts the catalog's objects now and then, in the background: they belong to the database, not to this process.</summary>
internal sealed class CatalogCounts(Db db, ServerState state, TimeProvider time, IOptions<MetricOptions> options) : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The last count; null before the first.</summary>
    public CatalogSize? Last { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Soon;
        while (options.Value.CountInterval > TimeSpan.Zero && await time.WaitAsync(pause, stoppingToken))
        {
            if (state.Phase == ServerPhase.Serving)
            {
                await CountAsync(stoppingToken);
                pause = options.Value.CountInterval;
            }
        }
    }

    private async Task CountAsync(CancellationToken ct)
    {
        try
        {
            Last = await db.ReadAsync(tx => CatalogStore.CountAsync(tx, ct), ct);
        }
        catch (Exception)
        {
            // The store is away, or the server stops; the probes say so.
        }
    }
}
