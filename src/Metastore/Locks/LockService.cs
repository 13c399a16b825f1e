using Metastore.Storage;
using Metastore.Transactions;
using Microsoft.Extensions.Options;

namespace Metastore.Locks;

/// <summary>
/// Locks of databases, tables and partitions, whether these exist or not. Who asked first is served first. A lock without a heartbeat
/// counts no longer, and goes when another one is asked for in its place. One of a transaction lives with it.
/// </summary>
internal sealed class LockService(Db db, WriteTurn turn, TimeProvider time, IOptions<LockOptions> options)
{
    private readonly LockOptions _options = options.Value;

    /// <summary>Locks all components, or waits in line for all of them (<c>TxnHandler.lock</c>).</summary>
    /// <exception cref="NoSuchTxnException">There is no such transaction, any more.</exception>
    /// <exception cref="TxnAbortedException">The transaction is aborted.</exception>
    public async Task<LockResponse> LockAsync(LockRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var components = request.Component ?? [];
        if (components.Exists(component => !Enum.IsDefined(component.Type)))
        {
            throw Errors.Protocol("Required field 'type' is unset!");
        }

        var written = WrittenComponents.Of(request);
        var response = await turn.RunAsync(
            async tx =>
            {
                if (request.Txnid != 0)
                {
                    // Hive lets a transaction that is committed have locks; they go with the next housekeeping.
                    (await TransactionStore.FindStateAsync(tx, request.Txnid, ct)).RequireNotAborted(request.Txnid);
                    await ComponentStore.AddAsync(tx, written, ct);
                }

                var id = await LockStore.NextIdAsync(tx, ct);
                return await EnqueueAsync(tx, request, [.. components.Select((component, i) => LockRow.From(request, component, id, i, tx.NowMillis))], id, ct);
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

    /// <summary>Gives a lock back, or up while it waits. One that is not there is no error.</summary>
    /// <exception cref="TxnOpenException">A transaction has it, and has it until its end.</exception>
    public Task UnlockAsync(long id, CancellationToken ct) => turn.RunAsync(
        async tx =>
        {
            if (!await LockStore.DeleteAsync(tx, [id], ct) && (await LockStore.FindAsync(tx, id, ct)).FirstOrDefault() is { } held)
            {
                throw Errors.TransactionOpen($"Unlocking locks associated with transaction not permitted.  {held.Describe()}");
            }
        },
        ct);

    /// <summary>The components of all locks, acquired or waited for, by id; the request may name a database, a table, a partition, a transaction (0 is none).</summary>
    public async Task<ShowLocksResponse> ListAsync(ShowLocksRequest? request, CancellationToken ct)
    {
        var database = request?.Dbname?.ToLowerInvariant() ?? "";
        var table = request?.Tablename?.ToLowerInvariant() ?? "";
        var rows = await db.ReadAsync(
            tx => LockStore.ListAsync(tx, database, table, request?.Partname ?? "", request is { __isset.txnid: true } ? request.Txnid : -1, Oldest(tx), ct), ct);
        return new() { Locks = rows.ConvertAll(row => row.ToElement()) };
    }

    private static Task<List<LockRow>> EarlierAsync(Tx tx, IReadOnlyList<LockRow> rows, long id, CancellationToken ct) =>
        LockStore.ListBeforeAsync(tx, id, rows.Select(row => row.Database).Distinct(), ct);

    private static (List<LockRow> Alive, List<LockRow> Expired) Split(List<LockRow> rows, long oldest) =>
        (rows.FindAll(row => row.IsAlive(oldest)), rows.FindAll(row => !row.IsAlive(oldest)));

    private async Task<LockResponse> EnqueueAsync(Tx tx, LockRequest request, List<LockRow> rows, long id, CancellationToken ct)
    {
        if (await ConflictAsync(tx, rows, id, ct) is not var (waiting, blocker))
        {
            await LockStore.AddAsync(tx, rows.ConvertAll(row => row.AcquiredAt(tx.NowMillis)), ct);
            return new(id, LockState.ACQUIRED);
        }

        if (request.Txnid != 0 && Refusal(request, waiting, blocker) is { } refusal)
        {
            return new(id, LockState.NOT_ACQUIRED) { ErrorMessage = refusal };
        }

        rows[(int)waiting.Part - 1] = waiting with { BlockedBy = blocker.Id, BlockedByPart = blocker.Part };
        await LockStore.AddAsync(tx, rows, ct);
        return new(id, LockState.WAITING);
    }

    // Why a transaction that would rather not wait gets nothing (TxnHandler.checkLock).
    private static string? Refusal(LockRequest request, LockRow waiting, LockRow blocker) =>
        request.ExclusiveCTAS ? $"Failed to initiate a concurrent CTAS operation with the same table name, lockInfo : {{{blocker.Describe()}}}"
        : request.ZeroWaitReadEnabled && waiting.Type == LockType.SHARED_READ ? $"Unable to acquire read lock due to an existing exclusive lock {{{blocker.Describe()}}}"
        : null;

    private async Task<LockState> StateAsync(long id, CancellationToken ct) =>
        await db.ReadFreshAsync(tx => UnchangedAsync(tx, id, ct), ct) ?? await turn.RunAsync(tx => TryAcquireAsync(tx, id, ct), ct);

    // The state of a lock that has nothing to be written down about it; many wait, and ask often.
    private async Task<LockState?> UnchangedAsync(Tx tx, long id, CancellationToken ct)
    {
        var rows = await LockStore.FindAsync(tx, id, ct);
        if (rows.Count == 0 || !Heartbeats.IsRecent(tx, rows[0].Heartbeat, _options))
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

        await (rows[0].TxnId == 0 ? LockStore.HeartbeatAsync(tx, id, ct) : Heartbeats.BeatAsync(tx, rows[0].TxnId, ct));
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

    private long Oldest(Tx tx) => tx.NowMillis - (long)_options.Timeout.TotalMilliseconds;
}
