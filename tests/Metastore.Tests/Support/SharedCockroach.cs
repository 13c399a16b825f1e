using System.Net.Sockets;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Npgsql;

[assembly: Xunit.AssemblyFixture(typeof(Metastore.Tests.Support.SharedCockroach))]

namespace Metastore.Tests.Support;

/// <summary>The CockroachDB that all tests of a run share: the one that is named, else a container's where a Docker engine runs.</summary>
public sealed class SharedCockroach : IAsyncDisposable
{
    private const string Variable = "METASTORE_TEST_COCKROACH";
    private const string Image = "cockroachdb/cockroach:latest-v26.2";
    private const string EngineSocket = "/var/run/docker.sock";
    private const ushort SqlPort = 26257;
    private const ushort HttpPort = 8080;

    private static readonly string? Named = Environment.GetEnvironmentVariable(Variable);
    private static readonly Lazy<Task<IContainer>> Container = new(StartAsync);

    /// <summary>Why there is none; null if there is.</summary>
    internal static string? WhyMissing { get; } = Named is null && !HasEngine() ? $"{Variable} holds no connection string, and no Docker engine answers at {EngineSocket}" : null;

    /// <summary>Makes an empty database and gives its connection string.</summary>
    internal static async Task<string> CreateDatabaseAsync(string name)
    {
        var server = await ServerAsync();
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 4 }.ToString();
    }

    internal static async Task DropDatabaseAsync(string name) => await ExecuteAsync(await ServerAsync(), $"DROP DATABASE {name} CASCADE");

    public async ValueTask DisposeAsync()
    {
        if (Container.IsValueCreated)
        {
            await (await Container.Value).DisposeAsync();
        }
    }

    private static async Task<string> ServerAsync()
    {
        if (Named is not null)
        {
            return Named;
        }

        var container = await Container.Value;
        return $"Host={container.Hostname};Port={container.GetMappedPublicPort(SqlPort)};Username=root;Database=defaultdb";
    }

    private static async Task<IContainer> StartAsync()
    {
        var container = new ContainerBuilder(Image)
            .WithCommand("start-single-node", "--insecure", "--store=type=mem,size=1GiB")
            .WithPortBinding(SqlPort, assignRandomHostPort: true)
            .WithPortBinding(HttpPort, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(http => http.ForPort(HttpPort).ForPath("/health?ready=1")))
            .Build();
        await container.StartAsync();
        return container;
    }

    private static bool HasEngine()
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint(EngineSocket));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
