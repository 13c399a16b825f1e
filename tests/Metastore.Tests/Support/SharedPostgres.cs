using Metastore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: Xunit.AssemblyFixture(typeof(Metastore.Tests.Support.SharedPostgres))]

namespace Metastore.Tests.Support;

/// <summary>The one PostgreSQL server that all tests of a run share, each with a database of its own; started by the first that needs it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private const string Migrated = "migrated";

    private static readonly Lazy<Task<PostgresCluster>> Cluster = new(() => PostgresCluster.StartAsync());
    private static readonly Lazy<Task> Template = new(MigrateTemplateAsync);

    /// <summary>Makes a database without a table and gives its connection string.</summary>
    internal static Task<string> CreateEmptyDatabaseAsync(string name) => CreateDatabaseAsync(name, "template1");

    /// <summary>Makes a database with empty tables and gives its connection string; a copy, since migrating takes longer than most tests.</summary>
    internal static async Task<string> CreateDatabaseAsync(string name)
    {
        await Template.Value;
        return await CreateDatabaseAsync(name, Migrated);
    }

    internal static async Task DropDatabaseAsync(string name) => await ExecuteAsync(await Cluster.Value, $"DROP DATABASE {name} WITH (FORCE)");

    public async ValueTask DisposeAsync()
    {
        if (Cluster.IsValueCreated)
        {
            await (await Cluster.Value).DisposeAsync();
        }
    }

    private static async Task MigrateTemplateAsync()
    {
        var connectionString = await CreateEmptyDatabaseAsync(Migrated);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Storage:Provider", "Postgres"), new("Storage:ConnectionString", connectionString)]).Build();
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddMetastore().BuildServiceProvider();
        await services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
    }

    private static async Task<string> CreateDatabaseAsync(string name, string template)
    {
        var cluster = await Cluster.Value;
        await ExecuteAsync(cluster, $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(cluster.ConnectionString(name)) { Timeout = 30 }.ToString();
    }

    private static async Task ExecuteAsync(PostgresCluster cluster, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
