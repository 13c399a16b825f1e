using System.Diagnostics;
using Metastore.Rpc;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>What many clients together may take.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Two_thousand_connections_are_served_at_once()
    {
        await using var host = await RpcHost.StartAsync();
        var connections = new List<RawConnection>();
        try
        {
            for (var i = 0; i < 2000; i++)
            {
                connections.Add(await host.OpenAsync());
            }

            await Task.WhenAll(connections.Select(connection => connection.SendAsync(Calls.Strict("get_all_databases", 5))));

            Assert.All(await Task.WhenAll(connections.Select(connection => connection.ReplyAsync())), reply => Assert.Equal("get_all_databases 5 Reply", reply));
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Clients_that_connect_and_leave_are_no_news()
    {
        await using var host = await RpcHost.StartAsync();

        for (var i = 0; i < 100; i++)
        {
            using var connection = await host.OpenAsync();
            if (i % 2 == 0)
            {
                connection.EndSending();
                await connection.AssertClosedQuietlyAsync();
            }
        }

        await host.AssertServesAsync();
        Assert.Empty(host.Log.From(LogLevel.Information));
    }

    [Fact]
    public async Task One_connection_more_than_allowed_is_closed_at_once()
    {
        await using var host = await RpcHost.StartAsync(("Limits:Connections", "3"));
        using var first = await host.OpenAsync();
        using (var second = await host.OpenAsync())
        using (var third = await host.OpenAsync())
        {
            await third.SendAsync(Calls.Strict("getStatus", 1));
            await third.ReplyAsync();
            using var fourth = await host.OpenAsync();
            await fourth.AssertClosedQuietlyAsync();
        }

        await EventuallyAsync(host.AssertServesAsync);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_and_one_in_use_is_not()
    {
        await using var host = await RpcHost.StartAsync(("Limits:IdleTimeout", "00:00:02"));
        using var idle = await host.OpenAsync();
        using var half = await host.OpenAsync();
        using var used = await host.OpenAsync();
        await half.SendAsync(Calls.StrictHead("getStatus", 1));
        var closed = Task.WhenAll(idle.AssertClosedQuietlyAsync(), half.AssertClosedQuietlyAsync());
        var watch = Stopwatch.StartNew();

        while (!closed.IsCompleted || watch.Elapsed < TimeSpan.FromSeconds(4))
        {
            await used.SendAsync(Calls.Strict("getStatus", 2));
            Assert.Equal("getStatus 2 Reply", await used.ReplyAsync());
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        await closed;
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.5, 20);
    }

    [Fact]
    public async Task Requests_wait_for_the_bytes_of_others_and_are_refused_after_a_while()
    {
        await using var host = await RpcHost.StartAsync(("Limits:BytesInFlight", "4194304"), ("Limits:Wait", "00:00:01"));
        var request = Calls.Strict("getCounter", 1, [.. Calls.TextField(1, new string('x', 3_000_000)), Calls.Stop]);
        using var first = await host.OpenAsync();
        using var second = await host.OpenAsync();
        using var alone = await host.OpenAsync();
        await first.SendAsync(request[..^1]);
        await EventuallyAsync(() => Assert.InRange(host.Get<ByteBudget>().Used, 3_000_000, 1 << 23));

        await second.SendAsync(request);
        Assert.StartsWith("getCounter 1 Exception 6 The metastore is too busy", await second.ReplyAsync(), StringComparison.Ordinal);
        await first.SendAsync(Calls.Stop);
        Assert.Equal("getCounter 1 Reply", await first.ReplyAsync());

        await alone.SendAsync(Calls.Strict("getCounter", 2, [.. Calls.TextField(1, new string('x', 20_000_000)), Calls.Stop]));
        Assert.Equal("getCounter 2 Reply", await alone.ReplyAsync());
        await EventuallyAsync(() => Assert.Equal(0, host.Get<ByteBudget>().Used));
        Assert.Single(host.Log.From(LogLevel.Warning));
    }

    private static Task EventuallyAsync(Action assertion) => EventuallyAsync(() =>
    {
        assertion();
        return Task.CompletedTask;
    });

    private static async Task EventuallyAsync(Func<Task> assertion)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await assertion();
                return;
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or IOException && watch.Elapsed < TimeSpan.FromSeconds(10))
            {
                await Task.Delay(20);
            }
        }
    }
}
