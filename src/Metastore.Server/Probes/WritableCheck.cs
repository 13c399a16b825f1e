using Metastore.Health;
using Metastore.Rpc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Metastore.Server.Probes;

/// <summary>Whether a write would be committed now.</summary>
internal sealed class WritableCheck(ServerState state, StoreProbe store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        state.Phase == ServerPhase.Starting ? HealthCheckResult.Unhealthy("The server is starting")
        : (await store.CanWriteAsync()).Fault is { } fault ? HealthCheckResult.Unhealthy(fault)
        : HealthCheckResult.Healthy();
}
