using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Thrift.Transport;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>A server that is told to stop while it is in use.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task Calls_in_flight_finish_and_no_acknowledged_one_is_lost()
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        try
        {
            var store = ("Storage:ConnectionString", $"Data Source={directory}/kept.db");
            List<string> acknowledged;
            await using (var host = await RpcHost.StartAsync(store))
            {
                using var idle = await host.OpenAsync();
                var closed = idle.AssertClosedQuietlyAsync();
                var clients = Enumerable.Range(0, 8).Select(client => CreateDatabasesAsync(host, client)).ToList();
                await Task.Delay(500, TestContext.Current.CancellationToken);

                var watch = Stopwatch.StartNew();
                await host.StopAsync();
                Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
                await closed;
                acknowledged = [.. (await Task.WhenAll(clients)).SelectMany(names => names)];
                Assert.Empty(host.Log.From(LogLevel.Warning));
            }

            await using var again = await RpcHost.StartAsync(store);
            using var reader = await again.ClientAsync();
            var databases = await reader.get_all_databases(TestContext.Current.CancellationToken);
            Assert.NotEmpty(acknowledged);
            Assert.Empty(acknowledged.Except(databases));
            // The call in flight was answered, too: none was done without its client hearing of it.
            Assert.Empty(databases.Except([.. acknowledged, "default"]));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Half_a_request_holds_the_end_up_for_no_longer_than_its_patience()
    {
        await using var host = await RpcHost.StartAsync();
        using var never = await host.OpenAsync();
        using var late = await host.OpenAsync();
        await never.SendAsync(Calls.StrictHead("getStatus", 1));
        await late.SendAsync(Calls.StrictHead("getStatus", 1));
        await host.AssertServesAsync();
        var watch = Stopwatch.StartNew();

        var stopping = host.StopAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await late.SendAsync(Calls.Stop);

        Assert.Equal("getStatus 1 Reply", await late.ReplyAsync());
        await stopping;
        await never.AssertClosedQuietlyAsync();
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.5, 8);
    }

    private static async Task<List<string>> CreateDatabasesAsync(RpcHost host, int number)
    {
        var acknowledged = new List<string>();
        using var client = await host.ClientAsync();
        try
        {
            while (true)
            {
                var name = $"d{number}_{acknowledged.Count}";
                await client.create_database(new Database { Name = name }, TestContext.Current.CancellationToken);
                acknowledged.Add(name);
            }
        }
        catch (Exception e) when (e is TTransportException or IOException)
        {
            return acknowledged;
        }
    }
}
