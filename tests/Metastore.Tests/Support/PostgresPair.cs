using Npgsql;

namespace Metastore.Tests.Support;

/// <summary>A PostgreSQL primary and its hot standby.</summary>
internal sealed class PostgresPair : IAsyncDisposable
{
    private PostgresPair(PostgresCluster primary, PostgresCluster standby) => (Primary, Standby) = (primary, standby);

    public PostgresCluster Primary { get; }

    public PostgresCluster Standby { get; }

    /// <summary>The settings of a metastore on both.</summary>
    public KeyValuePair<string, string?>[] Settings =>
    [
        new("Storage:Provider", "Postgres"),
        new("Storage:ConnectionString", new NpgsqlConnectionStringBuilder(Primary.ConnectionString("postgres")) { Host = $"127.0.0.1:{Primary.Port},127.0.0.1:{Standby.Port}" }.ToString()),
        new("Storage:PoolSize", "4"),
    ];

    public static async Task<PostgresPair> StartAsync()
    {
        var primary = await PostgresCluster.StartAsync();
        return new PostgresPair(primary, await primary.StartStandbyAsync());
    }

    /// <summary>Runs statements on one of the two, each on its own.</summary>
    public static async Task ExecuteAsync(PostgresCluster server, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        foreach (var statement in statements)
        {
            await using var command = source.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }
}
