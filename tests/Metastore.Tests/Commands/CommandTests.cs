using System.Net;
using System.Net.Sockets;
using Metastore.Server.Commands;
using Metastore.Tests.Rpc;
using Xunit;

namespace Metastore.Tests.Commands;

/// <summary>The program as an operator calls it.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("--Rpc:Port=9083")]
    [InlineData("Rpc:Port=9083")]
    [InlineData("--Rpc:Port 9083")]
    public void Settings_alone_serve(string line) => Assert.True(ProgramArguments.AreSettings(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Theory]
    [InlineData("serve")]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("sreve --Rpc:Port=9083")]
    public void Commands_do_not(string line) => Assert.False(ProgramArguments.AreSettings(line.Split(' ')));

    [Fact]
    public async Task A_running_server_is_well_by_healthcheck_and_by_check()
    {
        await using var host = await RpcHost.StartAsync();

        var health = await RunAsync("healthcheck", "--Rpc:Host=127.0.0.1", $"--Http:Port={host.Http.Port}");
        var check = await RunAsync("check", $"thrift://127.0.0.1:{host.Endpoint.Port}");

        Assert.Equal((0, """{"status":"Healthy"}"""), (health.Code, Assert.Single(health.Output)));
        Assert.Equal(0, check.Code);
        Assert.Equal(8, check.Output.Count);
        Assert.All(check.Output, line => Assert.Matches(@"^[a-z' ]+\t[0-9.]+\tok$", line));
        using var client = await host.ClientAsync();
        Assert.Equal(["default"], await client.get_all_databases(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var health = await RunAsync("healthcheck", $"--Http:Port={port}");
        var check = await RunAsync("check", $"thrift://127.0.0.1:{port}");

        Assert.Equal((1, 1), (health.Code, check.Code));
        Assert.Single(health.Errors);
        Assert.Contains("can't be reached", Assert.Single(check.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_tells_does_and_then_has_nothing_left_to_do()
    {
        var planned = await RunAsync("migrate", "--dry-run");
        var before = await RunAsync("describe");
        var done = await RunAsync("migrate");
        var again = await RunAsync("migrate", "--placement");
        var after = await RunAsync("describe", "--Storage:PoolSize=7");

        Assert.All((int[])[planned.Code, before.Code, done.Code, again.Code, after.Code], code => Assert.Equal(0, code));
        Assert.Contains("migrate\t0001_catalogs.sql", planned.Output);
        Assert.Equal(planned.Output, done.Output);
        Assert.Empty(again.Output);
        Assert.Contains(before.Output, line => line.StartsWith("schema\tlacks 0000", StringComparison.Ordinal));
        Assert.Contains("schema\tup to date", after.Output);
        Assert.Contains("databases\t1", after.Output);
        Assert.Contains("Storage:PoolSize\t7", after.Output);
        Assert.Contains("Storage:ConnectionString\t(secret)", after.Output);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_ends_with_an_error()
    {
        var answer = await RunAsync("sreve");

        Assert.Equal(1, answer.Code);
        Assert.NotEmpty(answer.Errors);
    }

    private async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> RunAsync(params string[] arguments)
    {
        await using var process = ServerProcess.Start(_directory.FullName, new Dictionary<string, string>(), arguments);
        var code = await process.ExitAsync();
        return (code, process.Output, process.Errors);
    }
}
