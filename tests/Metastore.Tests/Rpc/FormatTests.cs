using System.Text;
using Thrift;
using Thrift.Protocol;
using Thrift.Transport;
using Thrift.Transport.Client;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Each of Thrift's formats, as Thrift's own library speaks it.</summary>
public sealed class FormatTests
{
    public static TheoryData<string, bool> Formats => new(from format in (string[])["strict", "old", "compact"] from framed in (bool[])[false, true] select (format, framed));

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Each_format_is_told_by_its_first_bytes_and_answered_likewise(string format, bool framed)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var host = await RpcHost.StartAsync();
        TTransport transport = new TSocketTransport(host.Endpoint.Address, host.Endpoint.Port, new TConfiguration(), 20_000);
        transport = framed ? new TFramedTransport(transport) : transport;
        using var client = new ThriftHiveMetastore.Client(format switch
        {
            "strict" => new TBinaryProtocol(transport, true, true),
            "old" => new TBinaryProtocol(transport, false, false),
            _ => new TCompactProtocol(transport),
        });
        await client.OpenTransportAsync(ct);
        var sales = new Database { Name = "sales", Description = "größe 日本 🙂", Parameters = new() { ["a"] = "1", ["b"] = "" }, OwnerType = PrincipalType.ROLE };

        await client.create_database(sales, ct);
        var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => client.create_database(sales, ct));
        var read = await client.get_database("sales", ct);
        var fault = await Assert.ThrowsAsync<TApplicationException>(() => client.create_database(null, ct));

        Assert.Equal((sales.Description, PrincipalType.ROLE, "1", ""), (read.Description, read.OwnerType, read.Parameters!["a"], read.Parameters["b"]));
        Assert.Contains("sales", error.Message, StringComparison.Ordinal);
        Assert.Equal((TApplicationException.ExceptionType.InternalError, "Internal error processing create_database"), (fault.Type, fault.Message));
        Assert.Equal(["default", "sales"], await client.get_all_databases(ct));
    }

    [Fact]
    public async Task Formats_may_change_between_the_messages_of_a_connection()
    {
        await using var host = await RpcHost.StartAsync();
        using var connection = await host.OpenAsync();
        var oldReply = (byte[])[.. Calls.Number(9), .. Encoding.ASCII.GetBytes("getStatus"), 2, .. Calls.Number(2), .. Calls.Field(Calls.I32, 0), .. Calls.Number(2), 0];

        await connection.SendAsync([.. Calls.Strict("getStatus", 1), .. Calls.Old("getStatus", 2), .. Calls.Framed(Calls.Old("getStatus", 2)), .. Calls.Strict("getStatus", 3)]);

        Assert.Equal("getStatus 1 Reply", await connection.ReplyAsync());
        Assert.Equal(oldReply, await connection.ReceiveAsync(oldReply.Length));
        Assert.Equal(Calls.Framed(oldReply), await connection.ReceiveAsync(oldReply.Length + 4));
        Assert.Equal("getStatus 3 Reply", await connection.ReplyAsync());
    }
}
