using Metastore.Locks;
using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Transactions;

/// <summary>Signs of life of transactions and locks (<c>TxnHandler.heartbeat</c>, <c>heartbeatTxnRange</c>).</summary>
internal sealed class Heartbeats(Db db, WriteTurn turn, IOptions<LockOptions> options)
{
    // Some clients give one right after opening, and often after that: it need not be written down each time.
    private const int WritesPerTimeout = 10;
    private const long LongestRange = 1_000_000;

    /// <summary>Keeps a lock and a transaction alive; 0 is none, and neither is fine.</summary>
    /// <exception cref="NoSuchLockException">There is no such lock, any more.</exception>
    /// <exception cref="NoSuchTxnException">There is no such transaction, any more, or it is committed.</exception>
    /// <exception cref="TxnAbortedException">The transaction is aborted.</exception>
    public async Task BeatAsync(HeartbeatRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Lockid != 0 && !await turn.RunAsync(tx => LockStore.HeartbeatAsync(tx, request.Lockid, ct), ct))
        {
            throw Errors.NoSuchLock($"No such lock: lockid:{request.Lockid}");
        }

        if (request.Txnid != 0)
        {
            RequireOpen((await BeatAsync(request.Txnid, request.Txnid, ct)).SingleOrDefault(), request.Txnid);
        }
    }

    /// <summary>Keeps all transactions of a range alive that are open, and tells which are not.</summary>
    public async Task<HeartbeatTxnRangeResponse> BeatAsync(HeartbeatTxnRangeRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (least, most) = (request.Min, request.Max);
        if (most < least || most - least > LongestRange)
        {
            throw Errors.Internal();
        }

        var rows = await BeatAsync(least, most, ct);
        var live = rows.Where(row => row.State != TxnState.COMMITTED).Select(row => row.Id).ToHashSet();
        return new(
            rows.Where(row => row.State == TxnState.ABORTED).Select(row => row.Id).ToHashSet(),
            Enumerable.Range(0, (int)(most - least + 1)).Select(offset => least + offset).Where(id => !live.Contains(id)).ToHashSet());
    }

    /// <summary>Keeps a transaction alive within a unit of work.</summary>
    /// <exception cref="NoSuchTxnException">There is none of that id, any more, or it is committed.</exception>
    /// <exception cref="TxnAbortedException">It is aborted.</exception>
    public static async Task BeatAsync(Tx tx, long txn, CancellationToken ct)
    {
        if (await TransactionStore.HeartbeatAsync(tx, txn, txn, ct) == 0)
        {
            RequireOpen((await TransactionStore.ListAsync(tx, txn, txn, ct)).SingleOrDefault(), txn);
        }
    }

    /// <summary>Whether a sign of life at that time is recent enough to need no other one.</summary>
    public static bool IsRecent(Tx tx, long heartbeat, LockOptions options) => heartbeat >= tx.NowMillis - ((long)options.Timeout.TotalMilliseconds / WritesPerTimeout);

    private static void RequireOpen(TransactionRow? row, long txn)
    {
        (row?.State).RequireNotAborted(txn);
        if (row?.State == TxnState.COMMITTED)
        {
            throw Errors.NoSuchTransaction($"No such txn: {txn}");
        }
    }

    // The transactions of the range as they were found.
    private async Task<List<TransactionRow>> BeatAsync(long least, long most, CancellationToken ct)
    {
        var (rows, areRecent) = await db.ReadFreshAsync(
            async tx =>
            {
                var found = await TransactionStore.ListAsync(tx, least, most, ct);
                return (found, found.TrueForAll(row => row.State != TxnState.OPEN || IsRecent(tx, row.Heartbeat, options.Value)));
            },
            ct);
        return areRecent ? rows : await turn.RunAsync(
            async tx =>
            {
                await TransactionStore.HeartbeatAsync(tx, least, most, ct);
                return await TransactionStore.ListAsync(tx, least, most, ct);
            },
            ct);
    }
}
