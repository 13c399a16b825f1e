using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Locks;

/// <summary>
/// Locks of databases, tables and partitions, whether these exist or not. Who asked first is served first. A lock without a heartbeat
/// counts no longer, and goes when another one is asked for in its place: there is no background work.
/// </summary>
internal sealed class LockService(Db db, TimeProvider time, IOptions<LockOptions> options) : IDisposable
{
    // A check is as good as a heartbeat, but need not be written down each time.
    private const int ChecksPerTimeout = 10;

    private readonly LockOptions _options = options.Value;

    // One write at a time: in a table this small the database finds that any two are in each other's way, and rolls one back.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Locks all components, or waits in line for all of them (<c>TxnHandler.lock</c>).</summary>
    /// <exception cref="NoSuchTxnException">The transaction is not open.</exception>
    public async Task<LockResponse> LockAsync(LockRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireNoTransaction(request.Txnid);
        var components = request.Component ?? [];
        if (components.Exists(component => !Enum.IsDefined(component.Type)))
        {
            throw Errors.Protocol("Required field 'type' is unset!");
        }

        var response = await WriteAsync(
            async tx =>
            {
                var id = await LockStore.NextIdAsync(tx, ct);
                return await EnqueueAsync(tx, [.. components.Select((component, i) => LockRow.From(request, component, id, i, tx.NowMillis))], id, ct);
            },
            ct);

        // Hive has given out an id by the time it finds that there is nothing to lock.
        return components.Count > 0 ? response : throw Errors.Internal();
    }

    /// <summary>Tells, and counts as a heartbeat, whether a lock has been acquired (<c>TxnHandler.checkLock</c>).</summary>
    /// <exception cref="NoSuchLockException">There is none of that id, any more.</exception>
    public async Task<LockResponse> CheckAsync(long id, CancellationToken ct)
    {
        var state = await StateAsync(id, ct);
        if (state == LockState.WAITING && _options.CheckDelay > TimeSpan.Zero)
        {
            await Task.Delay(_options.CheckDelay, time, ct);
            state = await StateAsync(id, ct);
        }

        return new(id, state);
    }

    /// <summary>Keeps a lock alive. Neither a lock nor a transaction is fine.</summary>
    /// <exception cref="NoSuchLockException">There is no such lock, any more.</exception>
    /// <exception cref="NoSuchTxnException">The transaction is not open.</exception>
    public async Task HeartbeatAsync(HeartbeatRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Lockid != 0 && !await WriteAsync(tx => LockStore.HeartbeatAsync(tx, request.Lockid, ct), ct))
        {
            throw Errors.NoSuchLock($"No such lock: lockid:{request.Lockid}");
        }

        RequireNoTransaction(request.Txnid);
    }

    /// <summary>Gives a lock back, or up while it waits. One that is not there is no error.</summary>
    public Task UnlockAsync(long id, CancellationToken ct) => WriteAsync(tx => LockStore.DeleteAsync(tx, [id], ct), ct);

    /// <summary>The components of all locks, acquired or waited for, by id; the request may name a database, a table, a partition.</summary>
    public async Task<ShowLocksResponse> ListAsync(ShowLocksRequest? request, CancellationToken ct)
    {
        var database = request?.Dbname?.ToLowerInvariant() ?? "";
        var table = request?.Tablename?.ToLowerInvariant() ?? "";
        var rows = await db.ReadAsync(
            tx => LockStore.ListAsync(tx, database, table, request?.Partname ?? "", request?.Txnid ?? 0, Oldest(tx), ct), ct);
        return new() { Locks = rows.ConvertAll(row => row.ToElement()) };
    }

    public void Dispose() => _turn.Dispose();

    // Transactions are not built; the one place where a lock or a heartbeat of one is refused.
    private static void RequireNoTransaction(long txn)
    {
        if (txn != 0)
        {
            throw Errors.NoSuchTransaction($"No such transaction txnid:{txn}");
        }
    }

    private static Task<List<LockRow>> EarlierAsync(Tx tx, IReadOnlyList<LockRow> rows, long id, CancellationToken ct) =>
        LockStore.ListBeforeAsync(tx, id, rows.Select(row => row.Database).Distinct(), ct);

    private static (List<LockRow> Alive, List<LockRow> Expired) Split(List<LockRow> rows, long oldest) =>
        (rows.FindAll(row => row.IsAlive(oldest)), rows.FindAll(row => !row.IsAlive(oldest)));

    private async Task<LockResponse> EnqueueAsync(Tx tx, List<LockRow> rows, long id, CancellationToken ct)
    {
        if (await ConflictAsync(tx, rows, id, ct) is not var (waiting, blocker))
        {
            await LockStore.AddAsync(tx, rows.ConvertAll(row => row.AcquiredAt(tx.NowMillis)), ct);
            return new(id, LockState.ACQUIRED);
        }

        rows[(int)waiting.Part - 1] = waiting with { BlockedBy = blocker.Id, BlockedByPart = blocker.Part };
        await LockStore.AddAsync(tx, rows, ct);
        return new(id, LockState.WAITING);
    }

    private async Task<LockState> StateAsync(long id, CancellationToken ct) =>
        await db.ReadAsync(tx => UnchangedAsync(tx, id, ct), ct) ?? await WriteAsync(tx => TryAcquireAsync(tx, id, ct), ct);

    // The state of a lock that has nothing to be written down about it; many wait, and ask often.
    private async Task<LockState?> UnchangedAsync(Tx tx, long id, CancellationToken ct)
    {
        var rows = await LockStore.FindAsync(tx, id, ct);
        if (rows.Count == 0 || !rows[0].IsAlive(tx.NowMillis - ((long)_options.Timeout.TotalMilliseconds / ChecksPerTimeout)))
        {
            return null;
        }

        if (rows[0].State == LockState.ACQUIRED)
        {
            return LockState.ACQUIRED;
        }

        var earlier = await EarlierAsync(tx, rows, id, ct);
        var isStillBlocked = LockConflict.Find(rows, earlier.FindAll(row => row.IsAlive(Oldest(tx)))) is var (waiting, blocker) && waiting.BlockedBy == blocker.Id;
        return isStillBlocked ? LockState.WAITING : null;
    }

    private async Task<LockState> TryAcquireAsync(Tx tx, long id, CancellationToken ct)
    {
        var rows = await LockStore.FindAsync(tx, id, ct);
        if (rows.Count == 0)
        {
            throw Errors.NoSuchLock($"No such lock lockid:{id}");
        }

        await LockStore.HeartbeatAsync(tx, id, ct);
        if (rows[0].State == LockState.ACQUIRED)
        {
            return LockState.ACQUIRED;
        }

        if (await ConflictAsync(tx, rows, id, ct) is var (waiting, blocker))
        {
            await LockStore.SetBlockerAsync(tx, waiting, blocker, ct);
            return LockState.WAITING;
        }

        await LockStore.AcquireAsync(tx, id, ct);
        return LockState.ACQUIRED;
    }

    private async Task<(LockRow Waiting, LockRow Blocker)?> ConflictAsync(Tx tx, IReadOnlyList<LockRow> rows, long id, CancellationToken ct)
    {
        var (alive, expired) = Split(await EarlierAsync(tx, rows, id, ct), Oldest(tx));
        if (expired.Count > 0)
        {
            await LockStore.DeleteAsync(tx, expired.Select(row => row.Id).Distinct(), ct);
        }

        return LockConflict.Find(rows, alive);
    }

    private async Task<T> WriteAsync<T>(Func<Tx, Task<T>> write, CancellationToken ct)
    {
        if (db.HasOneWriter)
        {
            return await db.InTransactionAsync(write, ct);
        }

        await _turn.WaitAsync(ct);
        try
        {
            return await db.InTransactionAsync(write, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    private long Oldest(Tx tx) => tx.NowMillis - (long)_options.Timeout.TotalMilliseconds;
}
