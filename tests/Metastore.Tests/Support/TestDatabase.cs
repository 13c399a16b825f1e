using Npgsql;

namespace Metastore.Tests.Support;

/// <summary>An empty database for one test.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string CockroachVariable = "METASTORE_TEST_COCKROACH";

    private static readonly string? CockroachServer = Environment.GetEnvironmentVariable(CockroachVariable);

    private readonly Store store;
    private readonly string name = $"test_{Guid.NewGuid():N}";

    private TestDatabase(Store store) => this.store = store;

    /// <summary>The settings that make a server use this database.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Why tests can't run on this database here; null if they can.</summary>
    public static string? WhyMissing(Store store) => store switch
    {
        Store.Postgres => PostgresCluster.WhyMissing,
        Store.Cockroach => CockroachServer is null ? $"{CockroachVariable} holds no connection string" : null,
        _ => null,
    };

    /// <summary>Makes the database; SQLite's file lies in <paramref name="directory"/>.</summary>
    public static async Task<TestDatabase> CreateAsync(Store store, string directory)
    {
        var database = new TestDatabase(store);
        var connectionString = store switch
        {
            Store.Sqlite => $"Data Source={directory}/metastore.db",
            Store.Postgres => await SharedPostgres.CreateDatabaseAsync(database.name),
            _ => await database.CreateOnCockroachAsync(),
        };
        database.Settings["Storage:Provider"] = store.ToString();
        database.Settings["Storage:ConnectionString"] = connectionString;
        database.Settings["Storage:PoolSize"] = "4";
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (store == Store.Postgres)
        {
            await SharedPostgres.DropDatabaseAsync(name);
        }
        else if (store == Store.Cockroach)
        {
            await ExecuteOnCockroachAsync($"DROP DATABASE {name} CASCADE");
        }
    }

    private async Task<string> CreateOnCockroachAsync()
    {
        await ExecuteOnCockroachAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(CockroachServer) { Database = name }.ToString();
    }

    private static async Task ExecuteOnCockroachAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(CockroachServer);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
