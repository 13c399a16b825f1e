using Npgsql;

[assembly: Xunit.AssemblyFixture(typeof(Metastore.Tests.Support.SharedPostgres))]

namespace Metastore.Tests.Support;

/// <summary>The one PostgreSQL server that all tests of a run share, each with a database of its own; started by the first that needs it.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> Cluster = new(() => PostgresCluster.StartAsync());

    /// <summary>Makes an empty database and gives its connection string.</summary>
    internal static async Task<string> CreateDatabaseAsync(string name)
    {
        var cluster = await Cluster.Value;
        await ExecuteAsync(cluster, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(cluster.ConnectionString(name)) { Timeout = 30 }.ToString();
    }

    internal static async Task DropDatabaseAsync(string name) => await ExecuteAsync(await Cluster.Value, $"DROP DATABASE {name} WITH (FORCE)");

    public async ValueTask DisposeAsync()
    {
        if (Cluster.IsValueCreated)
        {
            await (await Cluster.Value).DisposeAsync();
        }
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
