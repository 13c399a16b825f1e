using Metastore.Compactions;
using Metastore.Notifications;
using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>Has a table that was copied with its files begin where its writes are in the other metastore (<c>TxnHandler.replTableWriteIdState</c>).</summary>
internal sealed class ReplicateWriteIds(WriteTurn turn, EndTransactions ends, EventWriter events)
{
    /// <summary>Nothing is done for a table that has write ids. Aborted writes stay hidden, and a compaction is to remove their files.</summary>
    /// <exception cref="Thrift.TApplicationException">The list of write ids is none.</exception>
    public Task RunAsync(ReplTblWriteIdStateRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (database, table) = (request.DbName!.ToLowerInvariant(), request.TableName!.ToLowerInvariant());
        var state = ReplicatedWriteIds.Parse(request.ValidWriteIdlist!);
        return turn.RunAsync(
            async tx =>
            {
                if (await WriteIdStore.SeedAsync(tx, database, table, state.Highest, state.Highest, ct) && state.Aborted.Count > 0)
                {
                    await AbortAsync(tx, request, database, table, state.Aborted, ct);
                    await CompactionQueue.RequestAsync(tx, new(database, table, CompactionType.MAJOR), request.PartNames ?? [""], ct);
                }
            },
            ct);
    }

    private async Task AbortAsync(Tx tx, ReplTblWriteIdStateRequest request, string database, string table, List<long> writeIds, CancellationToken ct)
    {
        var last = await TransactionStore.OpenAsync(tx, writeIds.Count, new(writeIds.Count, request.User, request.HostName), ct);
        var first = last - writeIds.Count + 1;
        await events.TransactionsOpenedAsync(tx, first, last, ct);
        await WriteIdStore.AddAsync(tx, database, table, [.. writeIds.Select((id, i) => new TxnToWriteId(first + i, id))], ct);
        await ends.AbortAsync(tx, [.. writeIds.Select((_, i) => first + i)], ct);
    }
}
