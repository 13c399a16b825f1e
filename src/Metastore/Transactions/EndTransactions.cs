using Metastore.Compactions;
using Metastore.Locks;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Transactions;

/// <summary>Commits and aborts transactions (<c>TxnHandler.commitTxn</c>, <c>abortTxn</c>). Either way their locks are given back.</summary>
internal sealed class EndTransactions(WriteTurn turn, EventWriter events)
{
    // TxnStore.TXN_KEY_START
    private const string KeyStart = "_meta";

    /// <summary>Commits; one that is committed may be so again.</summary>
    /// <exception cref="NoSuchTxnException">There is none of that id, any more.</exception>
    /// <exception cref="TxnAbortedException">It is aborted, or is now, since another one has changed the same and committed first.</exception>
    public async Task CommitAsync(CommitTxnRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.KeyValue is { } given && given.Key?.StartsWith(KeyStart, StringComparison.Ordinal) != true)
        {
            throw Errors.Internal();
        }

        if (await turn.RunAsync(tx => CommitAsync(tx, request, ct), ct) is { } conflict)
        {
            throw Errors.TransactionAborted(conflict);
        }
    }

    /// <summary>Aborts; one that is aborted may be so again.</summary>
    /// <exception cref="NoSuchTxnException">It is committed, or there is none of that id, any more.</exception>
    public async Task AbortAsync(AbortTxnRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        await turn.RunAsync(
            async tx =>
            {
                if (await IdAsync(tx, request.Txn_type, request.ReplPolicy, request.Txnid, ct) is { } id && await AbortAsync(tx, [id], ct) == 0)
                {
                    RequireAborted(await TransactionStore.FindStateAsync(tx, id, ct), id);
                }
            },
            ct);
    }

    /// <summary>Aborts those of a list that are open.</summary>
    public Task AbortAsync(AbortTxnsRequest? request, CancellationToken ct) => turn.RunAsync(tx => AbortAsync(tx, request?.Txn_ids ?? [], ct), ct);

    /// <summary>Aborts those of a list that are open, and returns how many these were.</summary>
    public async Task<int> AbortAsync(Tx tx, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var aborted = await TransactionStore.AbortAsync(tx, ids, ct);
        if (aborted.Count > 0)
        {
            await LockStore.DeleteOfTransactionsAsync(tx, aborted.Select(row => row.Id), ct);
            await RebuildLockStore.DeleteAsync(tx, aborted.Select(row => row.Id), ct);
            await events.TransactionsAbortedAsync(tx, [.. aborted.Where(row => row.Type != TxnType.READ_ONLY).Select(row => row.Id).Order()], ct);
        }

        return aborted.Count;
    }

    private static void RequireAborted(TxnState? state, long id)
    {
        if (state != TxnState.ABORTED)
        {
            throw Errors.NoSuchTransaction(state == TxnState.COMMITTED ? $"Transaction txnid:{id} is already committed." : $"No such transaction txnid:{id}");
        }
    }

    // The text of the conflict that had it aborted instead, or null.
    private async Task<string?> CommitAsync(Tx tx, CommitTxnRequest request, CancellationToken ct)
    {
        if (await IdAsync(tx, request.Txn_type, request.ReplPolicy, request.Txnid, ct) is not { } id)
        {
            return null;
        }

        if (await TransactionStore.CommitAsync(tx, id, ct) is not { } type)
        {
            (await TransactionStore.FindStateAsync(tx, id, ct)).RequireNotAborted(id);
            return null;
        }

        if (type != TxnType.READ_ONLY && await RecordAsync(tx, id, request.ExclWriteEnabled, ct) is { } conflict)
        {
            return conflict;
        }

        await FinishAsync(tx, id, type, ct);
        if (request.KeyValue is { } given)
        {
            await SetParameterAsync(tx, given, ct);
        }

        return null;
    }

    private async Task FinishAsync(Tx tx, long id, TxnType type, CancellationToken ct)
    {
        await LockStore.DeleteOfTransactionsAsync(tx, [id], ct);
        switch (type)
        {
            case TxnType.COMPACTION or TxnType.REBALANCE_COMPACTION:
                await CompactionStore.SetCommittedAsync(tx, id, await TransactionStore.HoldHighestAsync(tx, ct), ct);
                break;
            case TxnType.MATER_VIEW_REBUILD:
                await RebuildLockStore.DeleteAsync(tx, [id], ct);
                break;
        }

        if (type != TxnType.READ_ONLY)
        {
            await events.TransactionCommittedAsync(tx, id, ct);
        }

        if (type is TxnType.COMPACTION or TxnType.REBALANCE_COMPACTION)
        {
            await events.CompactionCommittedAsync(tx, id, ct);
        }
    }

    // What it changed is kept for those that run beside it, which may have changed the same.
    private async Task<string?> RecordAsync(Tx tx, long id, bool locksExcludeConflicts, CancellationToken ct)
    {
        var operations = await ComponentStore.ListOperationsAsync(tx, id, ct);
        if (operations.Exists(operation => operation is DataOperationType.UPDATE or DataOperationType.DELETE))
        {
            var commitId = await TransactionStore.HoldHighestAsync(tx, ct);
            if (!locksExcludeConflicts && await ComponentStore.FindConflictAsync(tx, id, ct) is { } conflict)
            {
                await TransactionStore.RefuseAsync(tx, id, ct);
                await LockStore.DeleteOfTransactionsAsync(tx, [id], ct);
                await events.TransactionsAbortedAsync(tx, [id], ct);
                return conflict.Describe(id, commitId);
            }

            await ComponentStore.RecordChangesAsync(tx, id, commitId, ct);
        }

        if (operations.Count > 0)
        {
            await ComponentStore.DeleteAsync(tx, id, ct);
        }

        return null;
    }

    // Changes one that is there; Hive's server trips over anything else (TxnHandler.updateKeyValueAssociatedWithTxn).
    private static async Task SetParameterAsync(Tx tx, CommitTxnKeyValue given, CancellationToken ct)
    {
        if (await TableStore.FindAsync(tx, given.TableId, ct) is not { } row || row.ToTable() is not { Parameters: { } parameters } table || !parameters.ContainsKey(given.Key))
        {
            throw Errors.Internal();
        }

        parameters[given.Key] = given.Value;
        await TableStore.UpdateAsync(tx, TableRow.From(row.Id, row.DatabaseId, table) with { Version = row.Version }, ct);
    }

    // The id here of a transaction that is named by that of another metastore; null if there is none, any more.
    private static async Task<long?> IdAsync(Tx tx, TxnType type, string? policy, long given, CancellationToken ct)
    {
        if (type != TxnType.REPL_CREATED || policy is null)
        {
            return given;
        }

        var ids = await TransactionStore.ListReplayedAsync(tx, policy, [given], ct);
        await TransactionStore.DeleteReplayedAsync(tx, policy, given, ct);
        return ids.Count > 0 ? ids[0] : null;
    }
}
