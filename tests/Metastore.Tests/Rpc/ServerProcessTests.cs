using System.Net;
using System.Net.Sockets;
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
    public async Task What_was_acknowledged_is_there_after_kill_9()
    {
        var ct = TestContext.Current.CancellationToken;
        var acknowledged = new List<string> { "default" };
        for (var round = 0; round < 3; round++)
        {
            await using var server = Start([], "--Rpc:Host=127.0.0.1", "--Rpc:Port=0");
            using var client = await RpcHost.ClientAsync(await server.ListeningAsync());
            Assert.Equal(acknowledged.Order(StringComparer.Ordinal), await client.get_all_databases(ct));
            for (var i = 0; i < 10; i++)
            {
                var name = $"r{round}_{i}";
                await client.create_database(new Database { Name = name }, ct);
                acknowledged.Add(name);
            }

            await server.KillAsync();
        }
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

    private ServerProcess Start(Dictionary<string, string> environment, params string[] arguments) => ServerProcess.Start(_directory.FullName, environment, arguments);
}
