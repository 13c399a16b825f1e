using Metastore.Rpc.Audits;
using Microsoft.Extensions.Configuration;
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
            .AddSingleton<LastAnswers>()
            .AddSingleton<ByteBudget>()
            .AddSingleton<CallQueue>()
            .AddSingleton<WorkerPool>()
            .AddSingleton<ThriftConnectionHandler>()
            .AddSingleton<RpcEndpoint>()
            .AddSingleton<IConfigureOptions<HostOptions>>(provider => new ConfigureOptions<HostOptions>(options => options.ShutdownTimeout = Drain(provider)))
            .AddHostedService<ThriftServer>();
    }

    // Asked for while the host is built: the checked options would be one error instead of all.
    private static TimeSpan Drain(IServiceProvider services) =>
        (services.GetRequiredService<IConfiguration>().GetSection(RpcOptions.Section).Get<RpcOptions>() ?? new RpcOptions()).DrainTimeout;
}
