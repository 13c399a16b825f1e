using Metastore.Rpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metastore.Bench.Storage;

/// <summary>A metastore in this process, without its network.</summary>
internal static class LocalMetastore
{
    /// <summary>Its services, the store set up; settings as in appsettings.json, sections separated by colons.</summary>
    public static async Task<ServiceProvider> StartAsync(
        DirectoryInfo directory, string provider, string connectionString, params KeyValuePair<string, string?>[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Storage:Provider", provider), new("Storage:ConnectionString", connectionString), new("Warehouse:Directory", $"{directory}/warehouse")])
            .AddInMemoryCollection(settings)
            .Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddMetastore().AddRpc().BuildServiceProvider();
        await services.GetRequiredService<Bootstrap>().RunAsync(CancellationToken.None);
        return services;
    }
}
