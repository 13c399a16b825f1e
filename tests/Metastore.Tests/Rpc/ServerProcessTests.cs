using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Thrift.Transport;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>The server as an operator starts, stops and loses it.</summary>
public sealed class ServerProcessTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task It_needs_no_setting_but_a_free_port_and_says_where_everything_is()
    {
        await using var server = Start(new() { ["Rpc__Port"] = "0", ["ASPNETCORE_URLS"] = "http://+:1" });
        var endpoint = await server.ListeningAsync();
        endpoint.Address = IPAddress.IPv6Loopback;
        using (var client = await RpcHost.ClientAsync(endpoint))
        {
            await client.create_database(new Database { Name = "first" }, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await server.TerminateAsync());

        Assert.True(File.Exists(Path.Combine(_directory.FullName, "metastore-data/metastore.db")));
        Assert.True(Directory.Exists(Path.Combine(_directory.FullName, "metastore-data/warehouse/first.db")));
        Assert.Collection(
            server.Output,
            line => Assert.EndsWith($"clients on [::]:{endpoint.Port}", line, StringComparison.Ordinal),
            line => Assert.EndsWith($"The catalog is in {_directory}/metastore-data/metastore.db, new tables go below file:{_directory}/metastore-data/warehouse", line, StringComparison.Ordinal),
            line => Assert.EndsWith($"hive.metastore.uris=thrift://{Environment.MachineName}:{endpoint.Port}", line, StringComparison.Ordinal),
            line => Assert.Contains("Probes and metrics are on port", line, StringComparison.Ordinal),
            line => Assert.EndsWith("Stopped serving Hive metastore clients", line, StringComparison.Ordinal));
        Assert.Empty(server.Errors);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_kill_9_in_the_middle_of_writing()
    {
        const int writers = 3;
        var acknowledged = new ConcurrentQueue<string>(["default"]);
        for (var round = 0; round < 3; round++)
        {
            await using var server = Start([], "--Rpc:Host=127.0.0.1", "--Rpc:Port=0");
            var endpoint = await server.ListeningAsync();
            using var client = await RpcHost.ClientAsync(endpoint);
            var found = await client.get_all_databases(TestContext.Current.CancellationToken);
            Assert.Empty(acknowledged.Except(found));
            // Each writer had one that it may not have heard of.
            Assert.InRange(found.Except(acknowledged).Count(), 0, round * writers);
            var before = acknowledged.Count;
            var writing = Enumerable.Range(0, writers).Select(writer => WriteUntilKilledAsync(endpoint, $"r{round}_{writer}", acknowledged)).ToList();
            while (acknowledged.Count < before + 30)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            await server.KillAsync();
            await Task.WhenAll(writing);
        }
    }

    [Fact]
    public async Task SIGTERM_in_the_middle_of_writing_loses_no_call()
    {
        var acknowledged = new ConcurrentQueue<string>(["default"]);
        await using (var server = Start([], "--Rpc:Host=127.0.0.1", "--Rpc:Port=0"))
        {
            var endpoint = await server.ListeningAsync();
            var writing = Enumerable.Range(0, 8).Select(writer => WriteUntilKilledAsync(endpoint, $"w{writer}", acknowledged)).ToList();
            while (acknowledged.Count < 50)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            Assert.Equal(0, await server.TerminateAsync());
            await Task.WhenAll(writing);
        }

        await using var again = Start([], "--Rpc:Host=127.0.0.1", "--Rpc:Port=0");
        using var client = await RpcHost.ClientAsync(await again.ListeningAsync());

        // None is missing, and none was done without its client hearing of it.
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), await client.get_all_databases(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--Rpc:Port=70000", "Rpc:Port = 70000: The field Port must be between 0 and 65535.")]
    [InlineData("--Rpc:Port=many", "Failed to convert configuration value 'many' at 'Rpc:Port' to type 'System.Int32'.")]
    [InlineData("--Rpc:Prot=9083", "Rpc:Prot is not a setting; those of Rpc are Host, Port, Backlog, DrainTimeout")]
    [InlineData("--Rpc:Host=nowhere.example", "Rpc:Host must be an IP address, localhost or *")]
    [InlineData("--Storage:Provider=Postgres", "Storage:ConnectionString is none for the Storage:Provider")]
    public async Task A_wrong_setting_ends_it_with_one_clear_line(string argument, string text)
    {
        await using var server = Start(new() { ["Rpc__Port"] = "0" }, argument);

        Assert.Equal(1, await server.ExitAsync());

        Assert.Equal($"The metastore can't start: {text}", Assert.Single(server.Errors));
        Assert.Empty(server.Output);
    }

    [Fact]
    public async Task A_port_in_use_ends_it_with_one_clear_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var server = Start([], "--Rpc:Host=127.0.0.1", $"--Rpc:Port={((IPEndPoint)listener.LocalEndpoint).Port}");

        Assert.Equal(1, await server.ExitAsync());

        Assert.Equal($"The metastore can't start: Failed to bind to address {listener.LocalEndpoint}: address already in use. See Rpc:Port and Http:Port", Assert.Single(server.Errors));
        Assert.Empty(server.Output);
    }

    private static async Task WriteUntilKilledAsync(IPEndPoint endpoint, string prefix, ConcurrentQueue<string> acknowledged)
    {
        using var client = await RpcHost.ClientAsync(endpoint);
        try
        {
            for (var i = 0; ; i++)
            {
                await client.create_database(new Database { Name = $"{prefix}_{i}" }, TestContext.Current.CancellationToken);
                acknowledged.Enqueue($"{prefix}_{i}");
            }
        }
        catch (Exception error) when (error is IOException or TTransportException)
        {
            // The server is gone.
        }
    }

    private ServerProcess Start(Dictionary<string, string> environment, params string[] arguments) => ServerProcess.Start(_directory.FullName, environment, arguments);
}
