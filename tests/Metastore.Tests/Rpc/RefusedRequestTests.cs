using Metastore.Rpc;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Requests for which there is no memory while another client of the same address holds a part of it, at most 2.5 of 6 MB.</summary>
public sealed class RefusedRequestTests
{
    private static readonly (string, string)[] Settings = [("Limits:BytesInFlight", "6000000"), ("Limits:MessageBytes", "8000000"), ("Limits:Wait", "00:00:00.200")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "strict")]
    [InlineData(true, "strict")]
    [InlineData(false, "old")]
    [InlineData(true, "old")]
    [InlineData(false, "compact")]
    [InlineData(true, "compact")]
    public async Task A_request_without_memory_is_passed_over_and_answered(bool isFramed, string form)
    {
        await using var host = await RpcHost.StartAsync(Settings);
        using var greedy = await HoldAsync(host);
        using var client = await ClientAsync(host, isFramed, form);
        var late = new Database { Name = "late", Description = new('x', 5_000_000), Parameters = Enumerable.Range(0, 20_000).ToDictionary(i => $"key{i}", i => $"{i}") };

        for (var i = 0; i < 3; i++)
        {
            var refused = await Assert.ThrowsAsync<MetaException>(() => client.create_database(late, Ct));
            Assert.StartsWith("The metastore is too busy", refused.Message, StringComparison.Ordinal);
            Assert.Equal(["default"], await client.get_all_databases(Ct));
        }

        await greedy.SendAsync(Calls.Stop);
        Assert.Equal("getCounter 1 Reply", await greedy.ReplyAsync());
        await client.create_database(late, Ct);
        Assert.Equal(["default", "late"], await client.get_all_databases(Ct));
    }

    [Fact]
    public async Task Elements_without_memory_are_refused_alike()
    {
        await using var host = await RpcHost.StartAsync(Settings);
        using var greedy = await HoldAsync(host);
        using var client = await host.ClientAsync();

        var refused = await Assert.ThrowsAsync<MetaException>(() => client.get_partitions_by_names("default", "t", [.. Enumerable.Range(0, 100_000).Select(i => $"{i}")], Ct));

        Assert.StartsWith("The metastore is too busy", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["default"], await client.get_all_databases(Ct));
    }

    [Fact]
    public async Task What_is_sent_behind_a_refused_request_is_answered()
    {
        await using var host = await RpcHost.StartAsync(Settings);
        using var greedy = await HoldAsync(host);
        using var connection = await host.OpenAsync();
        var late = Calls.Strict("getCounter", 1, [.. Calls.TextField(1, new string('x', 5_000_000)), Calls.Stop]);

        await connection.SendAsync([.. late, .. Calls.Strict("getStatus", 2), .. late, .. Calls.Framed(late), .. Calls.Strict("getStatus", 3)]);
        connection.EndSending();

        Assert.StartsWith("getCounter 1 Exception 6 The metastore is too busy", await connection.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("getStatus 2 Reply", await connection.ReplyAsync());
        Assert.StartsWith("getCounter 1 Exception 6", await connection.ReplyAsync(), StringComparison.Ordinal);
        await connection.ReceiveAsync(4);
        Assert.StartsWith("getCounter 1 Exception 6", await connection.ReplyAsync(), StringComparison.Ordinal);
        Assert.Equal("getStatus 3 Reply", await connection.ReplyAsync());
    }

    [Fact]
    public async Task A_refused_request_that_is_none_ends_the_connection()
    {
        await using var host = await RpcHost.StartAsync(Settings);
        using var greedy = await HoldAsync(host);
        byte[] body = [.. Calls.TextField(1, new string('x', 5_000_000)), 99];
        using var torn = await host.OpenAsync();
        using var endless = await host.OpenAsync();

        await torn.SendUntilClosedAsync(Calls.Strict("getCounter", 1, [.. body, .. new byte[100]]));
        await torn.AssertClosedQuietlyAsync();
        await endless.SendUntilClosedAsync([.. Calls.StrictHead("getCounter", 1), .. body[..^1], .. body]);

        await endless.AssertClosedQuietlyAsync();
        await host.AssertServesAsync();
    }

    private static async Task<RawConnection> HoldAsync(RpcHost host)
    {
        var connection = await host.OpenAsync();
        await connection.SendAsync(Calls.Strict("getCounter", 1, [.. Calls.TextField(1, new string('x', 1_250_000)), Calls.Stop])[..^1]);
        await RpcHost.UntilAsync(() => host.Get<ByteBudget>().Used >= 1_250_000);
        return connection;
    }

    private static async Task<ThriftHiveMetastore.Client> ClientAsync(RpcHost host, bool isFramed, string form)
    {
        TTransport socket = new TSocketTransport(host.Endpoint.Address, host.Endpoint.Port, new(), 20_000);
        var transport = isFramed ? new TFramedTransport(socket) : socket;
        var client = new ThriftHiveMetastore.Client(form switch
        {
            "strict" => new TBinaryProtocol(transport),
            "old" => new TBinaryProtocol(transport, strictRead: false, strictWrite: false),
            _ => new TCompactProtocol(transport),
        });
        await client.OpenTransportAsync(Ct);
        return client;
    }
}
