using Microsoft.Extensions.Logging;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Requests and replies as they are cut into pieces and joined by the network.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Pipelined_requests_are_answered_in_order()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();
        string[] methods = ["get_all_databases", "getStatus", "no_such_method", "getVersion"];
        var expected = Enumerable.Range(0, 400).Select(i => (Method: methods[i % methods.Length], Sequence: i)).ToList();

        await connection.SendAsync([.. expected.SelectMany(call => Calls.Strict(call.Method, call.Sequence))]);

        foreach (var (method, sequence) in expected)
        {
            Assert.StartsWith($"{method} {sequence} ", await connection.ReplyAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Requests_that_arrive_byte_by_byte_are_answered()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();
        byte[] database = [.. Calls.Field(Calls.Struct, 1), .. Calls.TextField(1, "slow"), .. Calls.Field(Calls.Map, 4), Calls.Text, Calls.Text, .. Calls.Number(0), Calls.Stop, Calls.Stop];
        byte[][] calls =
        [
            Calls.Strict("create_database", 1, database),
            Calls.Framed(Calls.Strict("get_database", 2, [.. Calls.TextField(1, "slow"), Calls.Stop])),
            Calls.Old("getStatus", 3),
            [0x82, 0x21, 4, 9, .. "getStatus"u8, 0],
        ];

        foreach (var one in calls.SelectMany(call => call))
        {
            await connection.SendAsync(one);
        }

        Assert.Equal("create_database 1 Reply", await connection.ReplyAsync());
        var frame = await connection.ReceiveAsync(4);
        var reply = await connection.ReceiveAsync((frame[2] << 8) + frame[3]);
        Assert.Equal(Calls.StrictHead("get_database", 2, kind: 2), reply[..Calls.StrictHead("get_database", 2).Length]);
        Assert.Equal(9, (await connection.ReceiveAsync(4))[3]);
        Assert.Equal((byte[])[.. "getStatus"u8, 2, .. Calls.Number(3), .. Calls.Field(Calls.I32, 0), .. Calls.Number(2), 0], await connection.ReceiveAsync(9 + 1 + 4 + 3 + 4 + 1));
        // Field 0 needs its id in full; zigzag 2 is 4.
        Assert.Equal((byte[])[0x82, 0x41, 4, 9, .. "getStatus"u8, 5, 0, 4, 0], await connection.ReceiveAsync(17));
    }

    [Fact]
    public async Task Half_a_request_changes_nothing_and_is_no_news()
    {
        await using var host = await RpcHost.StartAsync();
        byte[] database = [.. Calls.Field(Calls.Struct, 1), .. Calls.TextField(1, "half"), Calls.Stop, Calls.Stop];
        var call = Calls.Strict("create_database", 1, database);
        for (var length = 0; length < call.Length; length += 7)
        {
            using var connection = await host.OpenAsync();
            await connection.SendAsync(call[..length]);
            connection.EndSending();
            await connection.AssertClosedQuietlyAsync();
        }

        using var client = await host.ClientAsync();
        Assert.Equal(["default"], await client.get_all_databases(TestContext.Current.CancellationToken));
        Assert.Empty(host.Log.From(LogLevel.Information));
    }

    [Fact]
    public async Task A_client_that_ends_its_side_after_a_request_still_gets_the_answer()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();

        await connection.SendAsync(Calls.Strict("get_all_databases", 1));
        connection.EndSending();

        Assert.Equal("get_all_databases 1 Reply", await connection.ReplyAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_within_a_long_reply_is_no_error()
    {
        await using var host = await RpcHost.StartAsync();
        using var client = await host.ClientAsync();
        var ct = TestContext.Current.CancellationToken;
        await client.create_database(new Database { Name = "long", Description = new string('x', 20_000_000) }, ct);

        for (var i = 0; i < 10; i++)
        {
            using var connection = await host.OpenAsync();
            await connection.SendAsync(Calls.Strict("get_database", 1, [.. Calls.TextField(1, "long"), Calls.Stop]));
            await connection.ReceiveAsync(1000);
        }

        await host.AssertServesAsync();
        Assert.Empty(host.Log.From(LogLevel.Information));
    }
}
