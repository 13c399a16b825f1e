using System.Text;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Bytes that are no request: the connection is closed, nothing is said about it, and the next client is served.</summary>
public sealed class HostileBytesTests
{
    private const int OneMebibyte = 1 << 20;

    private static readonly Dictionary<string, byte[]> Bytes = new()
    {
        ["HTTP"] = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ["TLS"] = [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, .. new byte[64]],
        ["SASL"] = [1, 0, 0, 0, 6, .. "GSSAPI"u8],
        ["SSH"] = Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1\r\n"),
        ["zeros"] = new byte[1000],
        ["ones"] = [.. Enumerable.Repeat((byte)0xff, 1000)],
        // Hive's client: a required field turns out to be unset when the head is out, and "shutdown" follows.
        ["a head, then another message"] = [.. Calls.StrictHead("create_table", 1), .. Calls.StrictHead("shutdown", 2, kind: 4), Calls.Stop],
        ["a head and half a struct, then another message"] =
            [.. Calls.StrictHead("get_table", 1), .. Calls.Field(Calls.Struct, 1), .. Calls.TextField(1, "t"), .. Calls.StrictHead("shutdown", 2, kind: 4), Calls.Stop],
        ["a head, then rubbish"] = [.. Calls.StrictHead("get_table", 1), 0x5a, 0x17, 0x99, 0x42, 0x17, 0x99],
        ["a reply"] = [.. Calls.StrictHead("getStatus", 1, kind: 2), Calls.Stop],
        ["another version"] = [0x80, 1, .. Calls.Framed([0x80, 2, 0, 1, 0, 0, 0, 1])],
        ["a long frame"] = [.. Calls.Number(int.MaxValue), 0x80, 1],
        ["a frame longer than its message"] = [.. Calls.Number(100), .. Calls.Strict("getStatus", 1), .. new byte[100]],
        ["a frame shorter than its message"] = [.. Calls.Number(15), .. Calls.Strict("getStatus", 1)],
        ["a long name"] = [0x80, 1, 0, 1, .. Calls.Number(100_000_000)],
        ["a long old name"] = [.. Calls.Number(100_000_000), .. "name"u8],
        ["a negative name"] = [0x80, 1, 0, 1, .. Calls.Number(-1)],
        ["a long text"] = [.. Calls.StrictHead("get_database", 1), .. Calls.Field(Calls.Text, 1), .. Calls.Number(int.MaxValue)],
        ["a negative text"] = [.. Calls.StrictHead("get_database", 1), .. Calls.Field(Calls.Text, 1), .. Calls.Number(-5)],
        ["a long list"] = [.. Calls.StrictHead("add_partitions", 1), .. Calls.Field(Calls.List, 1), Calls.Struct, .. Calls.Number(int.MaxValue)],
        ["a list longer than the limit"] = [.. Calls.StrictHead("add_partitions", 1), .. Calls.Field(Calls.List, 1), Calls.Struct, .. Calls.Number(9_000_000)],
        ["a negative list"] = [.. Calls.StrictHead("add_partitions", 1), .. Calls.Field(Calls.List, 1), Calls.Struct, .. Calls.Number(-2)],
        ["a long map"] = [.. Calls.StrictHead("add_partitions", 1), .. Calls.Field(Calls.Map, 1), Calls.Text, Calls.Text, .. Calls.Number(int.MaxValue)],
        ["a list of an unknown type"] = [.. Calls.StrictHead("add_partitions", 1), .. Calls.Field(Calls.List, 1), 77, .. Calls.Number(1), 0],
        ["deep structs"] = [.. Calls.StrictHead("getStatus", 1), .. Calls.Repeat(Calls.Field(Calls.Struct, 1), 65)],
        ["deep lists"] = [.. Calls.StrictHead("getStatus", 1), .. Calls.Field(Calls.List, 1), .. Calls.Repeat([Calls.List, .. Calls.Number(1)], 65)],
        ["compact: a long list"] = [0x82, 0x21, 1, 9, .. "getStatus"u8, 0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 7],
        ["compact: an endless number"] = [0x82, 0x21, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ["compact: deep structs"] = [0x82, 0x21, 1, 9, .. "getStatus"u8, .. Calls.Repeat([0x1c], 65)],
    };

    public static TheoryData<string> Names => [.. Bytes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bytes_that_are_no_request_close_the_connection_quietly(string name)
    {
        await using var host = await RpcHost.StartAsync();
        var allocated = new List<long>();
        // Other tests allocate meanwhile, but hardly each time.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var connection = await host.OpenAsync();
            var before = GC.GetTotalAllocatedBytes();
            await connection.SendUntilClosedAsync(Bytes[name]);
            await connection.AssertClosedQuietlyAsync();
            allocated.Add(GC.GetTotalAllocatedBytes() - before);
        }

        Assert.InRange(allocated.Min(), 0, 8 * OneMebibyte);
        await host.AssertServesAsync();
        Assert.Empty(host.Log.From(LogLevel.Information));
    }

    [Fact]
    public async Task A_request_before_the_rubbish_is_answered()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();

        await connection.SendAsync([.. Calls.Strict("getStatus", 1), .. Bytes["HTTP"]]);

        Assert.Equal("getStatus 1 Reply", await connection.ReplyAsync());
        Assert.Empty(await connection.ReceiveToEndAsync());
    }

    [Fact]
    public async Task A_request_over_the_size_limit_is_refused_as_soon_as_it_says_so()
    {
        await using var host = await RpcHost.StartAsync(("Limits:MessageBytes", "100000"));
        using var fitting = await host.OpenAsync();
        using var tooLong = await host.OpenAsync();
        using var growing = await host.OpenAsync();

        await fitting.SendAsync(Calls.Strict("getCounter", 1, [.. Calls.TextField(1, new string('x', 99_000)), Calls.Stop]));
        await tooLong.SendAsync([.. Calls.StrictHead("get_database", 1), .. Calls.Field(Calls.Text, 1), .. Calls.Number(100_000)]);
        await growing.SendUntilClosedAsync([.. Calls.StrictHead("getStatus", 1), .. Calls.Repeat(Calls.TextField(1, "more"), 20_000)]);

        Assert.Equal("getCounter 1 Reply", await fitting.ReplyAsync());
        await tooLong.AssertClosedQuietlyAsync();
        await growing.AssertClosedQuietlyAsync();
    }

    [Fact]
    public async Task Texts_in_place_of_structs_nest_no_deeper_than_allowed()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();
        // The length of the text is read as an empty partition and the start of one with an unknown struct in an unknown struct and so on.
        const int Length = 0x000c0063;
        byte[] text = [.. Calls.Number(Length), .. Calls.Repeat(Calls.Field(Calls.Struct, 0x63), (Length + 2) / 3)[..Length]];
        byte[] list = [.. Calls.Field(Calls.List, 1), Calls.Text, .. Calls.Number(2), .. text, .. Calls.Number(0), Calls.Stop];

        await connection.SendAsync(Calls.Strict("add_partitions", 7, list));

        Assert.Equal("add_partitions 7 Exception 7 Depth limit exceeded", await connection.ReplyAsync());
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task Texts_in_place_of_lists_announce_no_more_than_was_scanned()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();
        // Numbers in place of partitions: the bytes are read as an empty one, and as one whose values are a list of 16 million.
        byte[] list = [.. Calls.Field(Calls.List, 1), Calls.I32, .. Calls.Number(3), .. Calls.Number(0x000f0001), .. Calls.Number(0x0b00f424), .. Calls.Number(0)];
        byte[] padding = Calls.TextField(99, new string('\0', 17_000_000));

        await connection.SendAsync(Calls.Strict("add_partitions", 7, [.. list, .. padding, Calls.Stop]));

        Assert.Equal("add_partitions 7 Exception 7 More elements are announced than the message has", await connection.ReplyAsync());
    }
}
