using Metastore.Rpc;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Metastore.Server.Probes;

/// <summary>Whether the store has been made ready and the Thrift port is open.</summary>
internal sealed class StartupCheck(ServerState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Phase == ServerPhase.Starting ? HealthCheckResult.Unhealthy("The store is being made ready") : HealthCheckResult.Healthy());
}
