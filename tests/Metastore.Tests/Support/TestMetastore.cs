using Metastore.Rpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Metastore.Tests.Support;

/// <summary>An empty metastore without its network: a store and a warehouse in a directory of their own, and the switchboard of one session.</summary>
internal sealed class TestMetastore : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private TestMetastore(DirectoryInfo directory, TestDatabase database, TimeProvider time, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        (this.directory, this.database) = (directory, database);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(database.Settings)
            .AddInMemoryCollection([new("Warehouse:Directory", Warehouse), new("Health:Life", "00:00:00")])
            .AddInMemoryCollection(settings)
            .Build();
        services = new ServiceCollection().AddSingleton(time).AddSingleton<IConfiguration>(configuration).AddLogging().AddMetastore().AddRpc().BuildServiceProvider();
        Handler = HandlerOf("tester");
    }

    /// <summary>The methods, called as a client would.</summary>
    public ThriftHiveMetastore.IAsync Handler { get; }

    /// <summary>The warehouse directory: file:/…</summary>
    public string Warehouse => $"file:{WarehousePath}";

    /// <summary>The same as a path.</summary>
    public string WarehousePath => Path.Combine(directory.FullName, "warehouse");

    /// <summary>Makes an empty metastore on SQLite; <paramref name="settings"/> as in appsettings.json, sections separated by colons.</summary>
    public static Task<TestMetastore> CreateAsync(params KeyValuePair<string, string?>[] settings) => CreateAsync(Store.Sqlite, settings);

    /// <summary>Makes an empty metastore; <paramref name="settings"/> as in appsettings.json, sections separated by colons.</summary>
    public static Task<TestMetastore> CreateAsync(Store store, params KeyValuePair<string, string?>[] settings) => CreateAsync(store, TimeProvider.System, settings);

    /// <summary>Makes an empty metastore with a clock of the test's own.</summary>
    public static async Task<TestMetastore> CreateAsync(Store store, TimeProvider time, params KeyValuePair<string, string?>[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        var metastore = new TestMetastore(directory, await TestDatabase.CreateAsync(store, directory.FullName), time, settings);
        await metastore.Get<Bootstrap>().RunAsync(CancellationToken.None);
        return metastore;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>The methods for another session, which has said that it is <paramref name="user"/>.</summary>
    public ThriftHiveMetastore.IAsync HandlerOf(string user) => HandlerOf(new Session { User = user });

    /// <summary>The methods for another session.</summary>
    public MetastoreHandler HandlerOf(Session session) => ActivatorUtilities.CreateInstance<MetastoreHandler>(services, session);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        directory.Delete(recursive: true);
    }
}
