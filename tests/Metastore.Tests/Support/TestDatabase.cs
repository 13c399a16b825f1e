namespace Metastore.Tests.Support;

/// <summary>A database for one test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly Store store;
    private readonly string name = $"test_{Guid.NewGuid():N}";

    private TestDatabase(Store store) => this.store = store;

    /// <summary>The settings that make a server use this database.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Why tests can't run on this database here; null if they can.</summary>
    public static string? WhyMissing(Store store) => store switch
    {
        Store.Postgres => PostgresCluster.WhyMissing,
        Store.Cockroach => SharedCockroach.WhyMissing,
        _ => null,
    };

    /// <summary>Makes one with nothing in it; PostgreSQL's has its tables already, SQLite's file lies in <paramref name="directory"/>.</summary>
    public static Task<TestDatabase> CreateAsync(Store store, string directory) => CreateAsync(store, name => store switch
    {
        Store.Sqlite => Task.FromResult($"Data Source={directory}/metastore.db"),
        Store.Postgres => SharedPostgres.CreateDatabaseAsync(name),
        _ => SharedCockroach.CreateDatabaseAsync(name),
    });

    /// <summary>One of PostgreSQL's that was never migrated.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync(Store.Postgres, SharedPostgres.CreateEmptyDatabaseAsync);

    public async ValueTask DisposeAsync() => await (store switch
    {
        Store.Postgres => SharedPostgres.DropDatabaseAsync(name),
        Store.Cockroach => SharedCockroach.DropDatabaseAsync(name),
        _ => Task.CompletedTask,
    });

    private static async Task<TestDatabase> CreateAsync(Store store, Func<string, Task<string>> connectionStringOf)
    {
        var database = new TestDatabase(store);
        database.Settings["Storage:Provider"] = store.ToString();
        database.Settings["Storage:ConnectionString"] = await connectionStringOf(database.name);
        return database;
    }
}
