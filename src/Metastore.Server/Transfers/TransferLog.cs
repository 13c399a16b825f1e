using System.Collections.Concurrent;
using Metastore.Rpc;
using Thrift;

namespace Metastore.Server.Transfers;

/// <summary>What a transfer has done so far; for several threads.</summary>
internal sealed class TransferLog
{
    // More would not be read.
    private const int MostFaults = 1000;
    private readonly ConcurrentDictionary<(TransferKind Kind, PutOutcome Outcome), int> _counts = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private int _faultCount;
    private int _tablesDone;

    /// <summary>Tables that there are; 0 until they are listed.</summary>
    public int Tables { get; set; }

    public int TablesDone => _tablesDone;

    /// <summary>Items that could not be put, or that differ.</summary>
    public int FaultCount => _faultCount;

    /// <summary>The first of them, each with its reason.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    /// <summary>Puts an item, and notes what became of it.</summary>
    public Task PutAsync(TransferItem item, ITransferTarget target, CancellationToken ct) => GuardAsync(item.Name, async () => Done(item, await target.PutAsync(item, ct)));

    /// <summary>Does a part of the transfer. What a metastore refuses is noted, so that the rest goes on.</summary>
    public async Task GuardAsync(string what, Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (TException error) when (error.GetType().Namespace == typeof(MetaException).Namespace)
        {
            Failed(what, $"{error.GetType().Name}: {CallJournal.TextOf(error)}");
        }
    }

    public void Done(TransferItem item, PutOutcome outcome) => _counts.AddOrUpdate((item.Kind, outcome), item.Count, (_, count) => count + item.Count);

    public void Failed(string what, string reason)
    {
        if (Interlocked.Increment(ref _faultCount) <= MostFaults)
        {
            _faults.Enqueue($"{what}: {reason}");
        }
    }

    public void TableDone() => Interlocked.Increment(ref _tablesDone);

    /// <summary>How many objects of a kind have had this outcome.</summary>
    public int Count(TransferKind kind, PutOutcome outcome) => _counts.GetValueOrDefault((kind, outcome));
}
