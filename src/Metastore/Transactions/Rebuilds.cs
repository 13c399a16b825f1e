using Metastore.Locks;
using Metastore.Statistics;
using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Transactions;

/// <summary>Who rebuilds a materialized view, and whether it has to be rebuilt as a whole (<c>TxnHandler.lockMaterializationRebuild</c>, <c>getMaterializationInvalidationInfo</c>).</summary>
internal sealed class Rebuilds(Db db, WriteTurn turn, IOptions<LockOptions> options)
{
    /// <summary>Has the transaction rebuild the view until it ends, unless one does so already; nobody waits.</summary>
    public async Task<LockResponse> LockAsync(string? database, string? table, long txn, CancellationToken ct)
    {
        var (view, name) = (database!.ToLowerInvariant(), table!.ToLowerInvariant());
        var isAcquired = await turn.RunAsync(tx => RebuildLockStore.TakeAsync(tx, view, name, txn, tx.NowMillis - (long)options.Value.Timeout.TotalMilliseconds, ct), ct);
        return new(txn, isAcquired ? LockState.ACQUIRED : LockState.NOT_ACQUIRED);
    }

    /// <summary>Keeps that alive.</summary>
    /// <exception cref="Thrift.TApplicationException">The transaction does not rebuild the view.</exception>
    public async Task<bool> BeatAsync(string? database, string? table, long txn, CancellationToken ct) =>
        await turn.RunAsync(tx => RebuildLockStore.HeartbeatAsync(tx, database!.ToLowerInvariant(), table!.ToLowerInvariant(), txn, ct), ct) ? true : throw Errors.Internal();

    /// <summary>Whether rows of a view's tables were changed or removed, or its tables were compacted, since the view was made.</summary>
    /// <exception cref="Thrift.TApplicationException">What the view saw of its tables is not told.</exception>
    public async Task<Materialization> JudgeAsync(CreationMetadata? making, string? snapshot, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(making);
        var seen = (making.ValidTxnList ?? throw Errors.Internal()).Split('$').Skip(1).ToDictionary(text => text.Split(':')[0].ToLowerInvariant(), WriteIdSnapshot.Parse);
        var used = (making.TablesUsed ?? []).Select(name => name.ToLowerInvariant()).ToList();
        if (used.Count == 0 || !used.TrueForAll(seen.ContainsKey))
        {
            throw Errors.Internal();
        }

        var now = TransactionSnapshot.Parse(snapshot ?? throw Errors.Internal());
        return await db.ReadFreshAsync(
            async tx =>
            {
                var (isModified, isCompacted) = (false, false);
                foreach (var name in used)
                {
                    var (modified, compacted) = await JudgeAsync(tx, name, seen[name], now, ct);
                    (isModified, isCompacted) = (isModified || modified, isCompacted || compacted);
                }

                return new Materialization { SourceTablesUpdateDeleteModified = isModified, SourceTablesCompacted = isCompacted };
            },
            ct);
    }

    private static async Task<(bool IsModified, bool IsCompacted)> JudgeAsync(Tx tx, string name, WriteIdSnapshot seen, TransactionSnapshot now, CancellationToken ct)
    {
        var (database, table) = WriteIds.Split(name);
        var changes = await ComponentStore.ListChangesAsync(tx, database, table, seen.LeastHidden, ct);
        var compacted = await ComponentStore.ListCompactedAsync(tx, database, table, seen.LeastHidden, ct);
        var valid = ValidWriteIds.Of(name, await WriteIdStore.ListAsync(tx, [(database, table)], ct), now);
        return (changes.Exists(id => !seen.Sees(id) && id <= valid.WriteIdHighWaterMark && !valid.InvalidWriteIds!.Contains(id)), compacted.Exists(id => !seen.Sees(id)));
    }
}
