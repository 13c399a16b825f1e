using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>A server with little memory and many clients that want much.</summary>
public sealed class MemoryTests
{
    private const int Partitions = 100_000;
    private const int Clients = 80;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eighty_clients_that_list_a_hundred_thousand_partitions_fit_into_256_megabytes()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await FillAsync(metastore);
        var directory = Path.GetDirectoryName(metastore.WarehousePath)!;
        await using var server = ServerProcess.Start(
            directory,
            new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x10000000" },
            "--Rpc:Host=127.0.0.1",
            "--Rpc:Port=0",
            $"--Storage:ConnectionString=Data Source={directory}/metastore.db");
        var endpoint = await server.ListeningAsync();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ListAsync(endpoint, 1 << 20)));
        var whole = await ListAsync(endpoint, long.MaxValue);

        // All partitions are of one size.
        Assert.Equal(0, (whole - HeadSize - 1 - Last.Length) % Partitions);
        Assert.True(whole > 50 << 20, $"{whole} bytes");
        Assert.Equal(0, await server.TerminateAsync());
    }

    private static byte[] Last => [.. Calls.StrictHead("getStatus", 2, kind: 2), .. Calls.Field(Calls.I32, 0), .. Calls.Number(2), Calls.Stop];

    private static int HeadSize => Calls.StrictHead("get_partitions", 1).Length + Calls.Field(Calls.List, 0).Length + 1 + sizeof(int);

    private static async Task FillAsync(TestMetastore metastore)
    {
        await metastore.Handler.create_table(Sample.Table("t", Sample.Column("d", "string")), Ct);
        var table = await Sample.ReadAsync(metastore, "t", Ct);
        var payload = PartitionPayload.Write(new() { Values = ["x"], Parameters = new() { ["filler"] = new('x', 500) }, Sd = new() { SerdeInfo = new() } });
        await metastore.Get<Db>().InTransactionAsync(
            tx => tx.ExecuteAsync(
                """
                WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < @count)
                INSERT INTO partitions (table_id, name, version, payload)
                SELECT @Id, 'd=' || printf('%08d', number), 1, @payload FROM numbers
                """,
                new { table.Id, count = Partitions, payload },
                Ct),
            Ct);
    }

    // Reads as much of the reply as is wanted, and gives how much there was.
    private static async Task<long> ListAsync(IPEndPoint endpoint, long wanted)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, Ct);
        byte[] arguments = [.. Calls.TextField(1, Sample.Database), .. Calls.TextField(2, "t"), 6, 0, 3, 0xff, 0xff, Calls.Stop];
        await socket.SendAsync((byte[])[.. Calls.Strict("get_partitions", 1, arguments), .. Calls.Strict("getStatus", 2)], Ct);
        var buffer = new byte[1 << 16];
        await using var stream = new NetworkStream(socket);
        await stream.ReadExactlyAsync(buffer.AsMemory(0, HeadSize), Ct);
        Assert.Equal(Partitions, BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(HeadSize - sizeof(int))));
        long total = HeadSize;
        byte[] end = [];
        while (total < wanted && !end.SequenceEqual(Last))
        {
            var received = await stream.ReadAsync(buffer, Ct);
            Assert.NotEqual(0, received);
            total += received;
            end = [.. end, .. buffer.AsSpan(Math.Max(0, received - Last.Length), Math.Min(received, Last.Length))];
            end = end[Math.Max(0, end.Length - Last.Length)..];
        }

        return total;
    }
}
