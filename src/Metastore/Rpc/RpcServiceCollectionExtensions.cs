using Metastore.Rpc.Audits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

internal static class RpcServiceCollectionExtensions
{
    /// <summary>Registers the Thrift interface.</summary>
    public static IServiceCollection AddRpc(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSection<RpcOptions>(RpcOptions.Section)
            .Validate(options => options.HasValidHost, $"{RpcOptions.Section}:{nameof(RpcOptions.Host)} must be an IP address, localhost or *");
        services.AddSection<LimitOptions>(LimitOptions.Section);
        services.AddSection<AuditOptions>(AuditOptions.Section);
        return services
            .AddSingleton<ServerState>()
            .AddSingleton<AuditLog>()
            .AddSingleton<CallJournal>()
            .AddSingleton<ByteBudget>()
            .AddSingleton<WorkerPool>()
            .AddSingleton<ThriftConnectionHandler>()
            .AddSingleton<RpcEndpoint>()
            .AddSingleton<IConfigureOptions<HostOptions>>(provider => new ConfigureOptions<HostOptions>(
                options => options.ShutdownTimeout = provider.GetRequiredService<IOptions<RpcOptions>>().Value.DrainTimeout))
            .AddHostedService<ThriftServer>();
    }
}
