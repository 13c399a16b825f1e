using System.Diagnostics;
using System.Net.NetworkInformation;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Clients that list many partitions from SQLite, and do not read the answer.</summary>
public sealed class SlowReaderTests
{
    // With each a payload of some 600 bytes: more than what sockets and pipes hold.
    private const int Partitions = 40_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_stops_reading_is_dropped_and_what_it_held_is_given_back()
    {
        await using var host = await StartAsync(("Limits:SendTimeout", "00:00:01"), ("Limits:Wait", "00:00:20"));
        using var client = await host.ClientAsync();
        var watch = Stopwatch.StartNew();
        var slow = await ListSlowlyAsync(host, Slots(host));

        var names = await client.get_partition_names(Sample.Database, "t", -1, Ct);

        Assert.Equal(Partitions, names.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 20);
        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Running == 0 && host.Get<ByteBudget>().Used == 0);
        // No socket is left either, with what it had to send: of the server's, only the client's.
        await RpcHost.UntilAsync(() => Sockets(host) == 1);
        slow.ForEach(connection => connection.Dispose());
        Assert.Empty(host.Log.From(Microsoft.Extensions.Logging.LogLevel.Warning));
    }

    [Fact]
    public async Task A_client_that_asks_and_asks_and_reads_nothing_is_dropped()
    {
        await using var host = await StartAsync(("Limits:SendTimeout", "00:00:01"));
        using var connection = await host.OpenAsync();
        var call = Calls.Strict("get_table", 1, [.. Calls.TextField(1, Sample.Database), .. Calls.TextField(2, "t"), Calls.Stop]);

        await connection.SendUntilClosedAsync([.. Enumerable.Repeat(call, 50_000).SelectMany(bytes => bytes)]);

        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Running == 0 && Sockets(host) == 0);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task Slow_readers_leave_others_their_small_reads_and_a_list_is_refused_in_time()
    {
        await using var host = await StartAsync(("Limits:SendTimeout", "00:01:00"), ("Limits:Wait", "00:00:01"));
        using var client = await host.ClientAsync();
        var slow = await ListSlowlyAsync(host, Slots(host));
        var waiting = await Task.WhenAll(Enumerable.Range(0, 2 * Slots(host)).Select(_ => host.ClientAsync()));
        var watch = Stopwatch.StartNew();
        var lists = waiting.Select(other => Assert.ThrowsAsync<MetaException>(() => other.get_partition_names(Sample.Database, "t", -1, Ct))).ToList();

        for (var i = 1; i < 100; i++)
        {
            Assert.NotNull(await client.get_partition_by_name(Sample.Database, "t", $"d={i:d8}", Ct));
            Assert.Equal("t", (await client.get_table(Sample.Database, "t", Ct)).TableName);
        }

        Assert.All(await Task.WhenAll(lists), error => Assert.StartsWith("The metastore is too busy", error.Message, StringComparison.Ordinal));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 15);
        Assert.Equal(slow.Count, host.Get<CallQueue>().Running);
        Assert.Equal("t", (await waiting[0].get_table(Sample.Database, "t", Ct)).TableName);
        slow.ForEach(connection => connection.Dispose());
        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Running == 0);
        Assert.Equal(Partitions, (await waiting[0].get_partition_names(Sample.Database, "t", -1, Ct)).Count);
        Array.ForEach(waiting, other => other.Dispose());
    }

    [Fact]
    public async Task A_list_gets_its_turn_when_a_slow_reader_leaves()
    {
        await using var host = await StartAsync(("Limits:SendTimeout", "00:01:00"), ("Limits:Wait", "00:00:20"));
        using var client = await host.ClientAsync();
        var slow = await ListSlowlyAsync(host, Slots(host));
        var list = client.get_partition_names(Sample.Database, "t", -1, Ct);
        await RpcHost.UntilAsync(() => host.Get<CallQueue>().Running == slow.Count + 1);
        Assert.False(list.IsCompleted);

        slow[0].Dispose();

        Assert.Equal(Partitions, (await list).Count);
        slow.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task A_list_waits_behind_those_that_go_on()
    {
        await using var host = await StartAsync(("Limits:SendTimeout", "00:01:00"), ("Limits:Wait", "00:00:02"));
        using var client = await host.ClientAsync();
        var slow = await ListSlowlyAsync(host, Slots(host));
        var list = client.get_partition_names(Sample.Database, "t", -1, Ct);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < 4;)
        {
            await slow[0].ReceiveAsync(400_000);
            await Task.Delay(200, Ct);
        }

        Assert.False(list.IsCompleted);
        slow.ForEach(connection => connection.Dispose());
        Assert.Equal(Partitions, (await list).Count);
    }

    // Half of the connections may be held by replies.
    private static int Slots(RpcHost host) => host.Get<Connections>().Readers / 2;

    private static async Task<RpcHost> StartAsync(params (string, string)[] settings)
    {
        var host = await RpcHost.StartAsync(settings);
        using var client = await host.ClientAsync();
        await client.create_database(new() { Name = Sample.Database }, Ct);
        await client.create_table(Sample.Table("t", Sample.Column("d", "string")), Ct);
        var table = await client.get_table(Sample.Database, "t", Ct);
        await host.Get<Db>().InTransactionAsync(
            tx => tx.ExecuteAsync(
                """
                WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < @count)
                INSERT INTO partitions (table_id, name, version, payload)
                SELECT @Id, 'd=' || printf('%08d', number), 1, @payload FROM numbers
                """,
                new { table.Id, count = Partitions, payload = PartitionPayload.Write(new() { Values = ["x"], Parameters = new() { ["filler"] = new('x', 500) }, Sd = new() { SerdeInfo = new() } }) },
                Ct),
            Ct);
        return host;
    }

    // Each has begun to be answered, and holds what it may.
    private static async Task<List<RawConnection>> ListSlowlyAsync(RpcHost host, int count)
    {
        var connections = new List<RawConnection>();
        for (var i = 0; i < count; i++)
        {
            var connection = await host.OpenAsync();
            await connection.SendAsync(Calls.Strict("get_partitions", 1, [.. Calls.TextField(1, Sample.Database), .. Calls.TextField(2, "t"), 6, 0, 3, 0xff, 0xff, Calls.Stop]));
            await connection.ReceiveAsync(100);
            connections.Add(connection);
        }

        return connections;
    }

    private static int Sockets(RpcHost host) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.LocalEndPoint.Port == host.Endpoint.Port && connection.State is TcpState.Established or TcpState.CloseWait or TcpState.FinWait1);
}
