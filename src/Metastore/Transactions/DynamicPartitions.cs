using Metastore.Locks;
using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>What a write to partitions that it could not name when it took its locks has written, and whom it would conflict with.</summary>
internal sealed class DynamicPartitions(Db db, WriteTurn turn)
{
    /// <summary>Notes the partitions that a transaction has written (<c>TxnHandler.addDynamicPartitions</c>).</summary>
    /// <exception cref="NoSuchTxnException">There is none of that id, any more.</exception>
    /// <exception cref="TxnAbortedException">It is aborted.</exception>
    public Task AddAsync(AddDynamicPartitions? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (database, table) = (request.Dbname!.ToLowerInvariant(), (request.Tablename ?? throw Errors.Internal()).ToLowerInvariant());
        var rows = (request.Partitionnames ?? []).Select(name => new ComponentRow(request.Txnid, database, table, LockRow.WithLowerKeys(name), request.OperationType)).ToList();
        return turn.RunAsync(
            async tx =>
            {
                RequireOpen(await TransactionStore.FindStateAsync(tx, request.Txnid, ct), request);
                await ComponentStore.AddAsync(tx, rows, ct);
            },
            ct);
    }

    /// <summary>The latest transaction that committed while this one ran and changed the same tables; 0 if there is none.</summary>
    public Task<long> LatestConflictAsync(long txn, CancellationToken ct) => db.ReadFreshAsync(tx => ComponentStore.FindLatestConflictAsync(tx, txn, ct), ct);

    private static void RequireOpen(TxnState? state, AddDynamicPartitions request)
    {
        state.RequireNotAborted(request.Txnid);
        if (state != TxnState.OPEN || request.OperationType is not (DataOperationType.INSERT or DataOperationType.UPDATE or DataOperationType.DELETE))
        {
            throw Errors.Internal();
        }
    }
}
