using System.Net;
using Metastore.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Thrift;
using Thrift.Protocol;
using Thrift.Transport.Client;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>A server in this process on a store of its own, with what it logs.</summary>
internal sealed class RpcHost : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly TestServer _server;

    private RpcHost(DirectoryInfo directory, TestServer server)
    {
        (_directory, _server) = (directory, server);
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
    }

    public LogCollector Log { get; } = new();

    public IPEndPoint Endpoint => (IPEndPoint)_server.Endpoint;

    /// <summary>Where probes and metrics are.</summary>
    public Uri Http => _server.Http;

    public static async Task<RpcHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        var all = new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = $"Data Source={directory}/metastore.db",
            ["Warehouse:Directory"] = $"file:{directory}/warehouse",
            ["Logging:LogLevel:Default"] = "Debug",
            ["Logging:Console:LogToStandardErrorThreshold"] = "None",
            ["Logging:LogLevel:Microsoft"] = "Information",
            ["Logging:Console:LogLevel:Default"] = "None",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return new RpcHost(directory, await TestServer.StartAsync(all, TestContext.Current.CancellationToken));
    }

    public T Get<T>()
        where T : notnull => _server.Services.GetRequiredService<T>();

    /// <summary>A connection of bytes.</summary>
    public Task<RawConnection> OpenAsync() => RawConnection.OpenAsync(Endpoint);

    /// <summary>Thrift's own client over a connection of its own.</summary>
    public Task<ThriftHiveMetastore.Client> ClientAsync() => ClientAsync(Endpoint);

    /// <summary>Thrift's own client over a connection of its own.</summary>
    public static async Task<ThriftHiveMetastore.Client> ClientAsync(IPEndPoint endpoint)
    {
        var client = new ThriftHiveMetastore.Client(new TBinaryProtocol(new TSocketTransport(endpoint.Address, endpoint.Port, new TConfiguration(), 20_000)));
        await client.OpenTransportAsync(TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Waits for what is to become so; fails where it does not, within 10 s at least.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var attempt = 0; !isSo(); attempt++)
        {
            Assert.InRange(attempt, 0, 2000);
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Drains and stops, as SIGTERM does.</summary>
    public Task StopAsync() => _server.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Fails unless a new connection is served.</summary>
    public async Task AssertServesAsync()
    {
        using var connection = await OpenAsync();
        await connection.SendAsync(Calls.Strict("getStatus", 4711));
        Assert.Equal("getStatus 4711 Reply", await connection.ReplyAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
