using System.Buffers;
using System.IO.Pipelines;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Metastore.Tests.Partitions;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Options;
using Thrift.Protocol;
using Thrift.Transport.Client;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>How much memory the daily reads may take, from a request's bytes to those of the reply, on SQLite.</summary>
public sealed class AllocationTests
{
    private const int GetTableBudget = 8000;
    private const int PartitionBudget = 2000;
    private const int Partitions = 1000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_table_stays_within_its_budget()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Wide("t"), Ct);

        var bytes = await PerCallAsync(metastore, client => client.send_get_table(Sample.Database, "t", Ct));

        Assert.InRange(bytes, 1, GetTableBudget);
    }

    [Fact]
    public async Task A_partition_of_a_long_list_stays_within_its_budget()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = Wide("p");
        table.PartitionKeys = [Sample.Column("day", "string"), Sample.Column("hour", "string")];
        await metastore.Handler.create_table(table, Ct);
        await metastore.Handler.add_partitions([.. Enumerable.Range(0, Partitions).Select(number => SamplePartitions.Partition(table, [$"{number:0000}", "0"]))], Ct);

        var bytes = await PerCallAsync(metastore, client => client.send_get_partitions(Sample.Database, "p", -1, Ct));

        Assert.InRange(bytes / Partitions, 1, PartitionBudget);
    }

    private static Table Wide(string name)
    {
        var table = Sample.Table(name);
        table.Sd!.Cols = [.. Enumerable.Range(0, 20).Select(number => Sample.Column($"column_{number}", "decimal(18,2)"))];
        return table;
    }

    // SQLite answers on the calling thread, so that what this thread allocates is all.
    private static async Task<long> PerCallAsync(TestMetastore metastore, Func<ThriftHiveMetastore.Client, Task> send)
    {
        const int Warmup = 50;
        const int Calls = 100;
        using var transport = new TMemoryBufferTransport(new());
        await send(new ThriftHiveMetastore.Client(new TBinaryProtocol(transport)));
        var request = transport.GetBuffer().AsMemory(0, (int)transport.Length).ToArray();
        var pool = metastore.Get<WorkerPool>();
        var worker = pool.Rent();
        var session = new Session();
        worker.Attach(metastore.HandlerOf(session), session, PipeWriter.Create(Stream.Null), Ct);
        Repeat(Warmup);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(Calls);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        pool.Return(worker);
        return bytes;

        void Repeat(int count)
        {
            var (received, finder) = (new InputBuffer(), new MessageFinder(metastore.Get<IOptions<LimitOptions>>().Value));
            for (var call = 0; call < count; call++)
            {
                received.Append(new ReadOnlySequence<byte>(request));
                Assert.Equal(ScanStatus.Complete, finder.Advance(received.Span));
                var answered = worker.AnswerAsync(received, finder);
                Assert.True(answered.IsCompletedSuccessfully && answered.Result);
                received.Consume(finder.Length);
                finder.Reset();
                received.Release();
            }
        }
    }
}
