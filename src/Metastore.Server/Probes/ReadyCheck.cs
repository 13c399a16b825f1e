using Metastore.Health;
using Metastore.Rpc;
using Metastore.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Metastore.Server.Probes;

/// <summary>Whether clients are served and get answers to reads; degraded when these may be old though fresh ones are asked for.</summary>
internal sealed class ReadyCheck(ServerState state, StoreProbe store, IOptions<ReadOptions> reads) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (state.Phase != ServerPhase.Serving)
        {
            return HealthCheckResult.Unhealthy(state.Phase == ServerPhase.Starting ? "The server is starting" : "The server is stopping");
        }

        var finding = await store.CanReadAsync();
        return finding.Fault is { } fault ? HealthCheckResult.Unhealthy(fault)
            : finding.IsOld && reads.Value.Mode == ReadMode.Strong ? HealthCheckResult.Degraded("Reads are answered with data that may be old")
            : HealthCheckResult.Healthy();
    }
}
