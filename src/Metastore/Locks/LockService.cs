using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Locks;

/// <summary>
/// Locks of databases, tables and partitions, whether these exist or not. Who asked first is served first; a lock without a heartbeat
/// is gone after a while, which is found out when somebody asks for one, so that no background work is needed.
/// </summary>
internal sealed class LockService(Db db, TimeProvider time, IOptions<LockOptions> options)
{
    private readonly LockOptions _options = options.Value;

    /// <summary>Locks all components, or waits in line for all of them (<c>TxnHandler.lock</c>).</summary>
    /// <exception cref="NoSuchTxnException">The transaction is not open.</exception>
    public async Task<LockResponse> LockAsync(LockRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireNoTransaction(request.Txnid);
        var components = request.Component ?? [];
        var response = await db.InTransactionAsync(
            async tx =>
            {
                await LockStore.DeleteExpiredAsync(tx, Oldest(tx.NowMillis), ct);
                var id = await LockStore.NextIdAsync(tx, ct);
                var rows = components.Select((component, i) => LockRow.From(request, component, id, i, tx.NowMillis)).ToList();
                return await EnqueueAsync(tx, id, rows, ct);
            },
            ct);

        // Hive has given out an id by the time it finds that there is nothing to lock.
        return components.Count > 0 ? response : throw Errors.Internal();
    }

    /// <summary>Tells, and counts as a heartbeat, whether a lock has been acquired (<c>TxnHandler.checkLock</c>).</summary>
    /// <exception cref="NoSuchLockException">There is none of that id, any more.</exception>
    public async Task<LockResponse> CheckAsync(long id, CancellationToken ct)
    {
        var response = await TryAcquireAsync(id, ct);
        if (response.State != LockState.WAITING || _options.CheckDelay == TimeSpan.Zero)
        {
            return response;
        }

        await Task.Delay(_options.CheckDelay, time, ct);
        return await TryAcquireAsync(id, ct);
    }

    /// <summary>Keeps a lock alive. Neither a lock nor a transaction is fine.</summary>
    /// <exception cref="NoSuchLockException">There is no such lock, any more.</exception>
    /// <exception cref="NoSuchTxnException">The transaction is not open.</exception>
    public async Task HeartbeatAsync(HeartbeatRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Lockid != 0 && (await db.InTransactionAsync(tx => LockStore.HeartbeatAsync(tx, request.Lockid, ct), ct)).Count == 0)
        {
            throw Errors.NoSuchLock($"No such lock: lockid:{request.Lockid}");
        }

        RequireNoTransaction(request.Txnid);
    }

    /// <summary>Gives a lock back, or up while it waits. One that is not there is no error.</summary>
    public Task UnlockAsync(long id, CancellationToken ct) => db.InTransactionAsync(tx => LockStore.DeleteAsync(tx, id, ct), ct);

    /// <summary>The components of all locks, acquired or waited for, by id; the request may name a database, a table, a partition.</summary>
    public async Task<ShowLocksResponse> ListAsync(ShowLocksRequest? request, CancellationToken ct)
    {
        var database = request?.Dbname?.ToLowerInvariant() ?? "";
        var table = request?.Tablename?.ToLowerInvariant() ?? "";
        var rows = await db.ReadAsync(
            tx => LockStore.ListAsync(tx, database, table, request?.Partname ?? "", request?.Txnid ?? 0, Oldest(tx.NowMillis), ct),
            ct);
        return new() { Locks = rows.ConvertAll(row => row.ToElement()) };
    }

    // Transactions are not built; the one place where a lock or a heartbeat of one is refused.
    private static void RequireNoTransaction(long txn)
    {
        if (txn != 0)
        {
            throw Errors.NoSuchTransaction($"No such transaction txnid:{txn}");
        }
    }

    private static async Task<LockResponse> EnqueueAsync(Tx tx, long id, List<LockRow> rows, CancellationToken ct)
    {
        var conflict = LockConflict.Find(rows, await HeldAsync(tx, id, rows, ct));
        await LockStore.AddAsync(tx, rows.ConvertAll(row => conflict is null ? row.AcquiredAt(tx.NowMillis) : row), ct);
        if (conflict is var (waiting, blocker))
        {
            await LockStore.SetBlockerAsync(tx, waiting, blocker, ct);
        }

        return new(id, conflict is null ? LockState.ACQUIRED : LockState.WAITING);
    }

    private static Task<List<LockRow>> HeldAsync(Tx tx, long id, List<LockRow> rows, CancellationToken ct) =>
        LockStore.ListBeforeAsync(tx, id, rows.Select(row => row.Database).Distinct(), ct);

    private Task<LockResponse> TryAcquireAsync(long id, CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            await LockStore.DeleteExpiredAsync(tx, Oldest(tx.NowMillis), ct);
            var rows = await LockStore.HeartbeatAsync(tx, id, ct);
            if (rows.Count == 0)
            {
                throw Errors.NoSuchLock($"No such lock lockid:{id}");
            }

            if (rows[0].State == LockState.ACQUIRED)
            {
                return new LockResponse(id, LockState.ACQUIRED);
            }

            if (LockConflict.Find(rows, await HeldAsync(tx, id, rows, ct)) is not var (waiting, blocker))
            {
                await LockStore.AcquireAsync(tx, id, ct);
                return new LockResponse(id, LockState.ACQUIRED);
            }

            if (waiting.BlockedBy != blocker.Id)
            {
                await LockStore.SetBlockerAsync(tx, waiting, blocker, ct);
            }

            return new LockResponse(id, LockState.WAITING);
        },
        ct);

    private long Oldest(long now) => now - (long)_options.Timeout.TotalMilliseconds;
}
