using Metastore.Diagnostics;
using Metastore.Locks;
using Metastore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Transactions;

/// <summary>
/// Aborts transactions that give no sign of life, and removes what nobody needs any more. Every server does, at times of its own: each step is
/// one write, which finds nothing to do where another server was faster.
/// </summary>
/// <remarks>Hive <c>AcidHouseKeeperService</c> and <c>AcidTxnCleanerService</c>.</remarks>
internal sealed partial class TransactionHousekeeping(
    Db db, WriteTurn turn, EndTransactions ends, TimeProvider time, IOptions<LockOptions> locks, IOptions<HousekeepingOptions> options, ILogger<TransactionHousekeeping> logger) : BackgroundService
{
    // metastore.repl.txn.timeout
    private static readonly TimeSpan ReplayedTimeout = TimeSpan.FromDays(11);

    // For who asks again, since the answer to a commit was lost.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>Does all that is due, and returns how many transactions were aborted.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var aborted = await AbortLateAsync(ct);
        var oldest = Before(Kept);
        if (await db.ReadFreshAsync(tx => HousekeepingStore.HasOldAsync(tx, oldest, ct), ct))
        {
            await turn.RunAsync(tx => LockStore.DeleteDeadAsync(tx, Before(locks.Value.Timeout), ct), ct);
            await turn.RunAsync(
                async tx => await HousekeepingStore.SettleWriteIdsAsync(tx, await HousekeepingStore.LeastUnseenAsync(tx, ct), ct), ct);
            await turn.RunAsync(tx => HousekeepingStore.DeleteWriteSetsAsync(tx, ct), ct);
            await RemoveEndedAsync(oldest, ct);
        }

        return aborted;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await time.WaitAsync(options.Value.HousekeepingInterval * (0.5 + Random.Shared.NextDouble()), stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception error)
            {
                LogFailed(error);
            }
        }
    }

    private async Task<int> AbortLateAsync(CancellationToken ct)
    {
        var (oldest, oldestReplayed) = (Before(locks.Value.Timeout), Before(ReplayedTimeout));
        var late = await db.ReadFreshAsync(tx => HousekeepingStore.ListLateAsync(tx, oldest, oldestReplayed, ct), ct);
        if (late.Count == 0)
        {
            return 0;
        }

        var aborted = await turn.RunAsync(
            async tx =>
            {
                var ids = await HousekeepingStore.ListLateAsync(tx, late, oldest, oldestReplayed, ct);
                await ends.AbortAsync(tx, ids, ct);
                return ids;
            },
            ct);
        LogAborted(aborted.Count, string.Join(", ", aborted.Take(10)));
        return aborted.Count;
    }

    private async Task RemoveEndedAsync(long oldest, CancellationToken ct)
    {
        while (await turn.RunAsync(tx => HousekeepingStore.DeleteEndedAsync(tx, oldest, ct), ct) == HousekeepingStore.Batch)
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    private long Before(TimeSpan age) => (time.GetUtcNow() - age).ToUnixTimeMilliseconds();

    [LoggerMessage(EventId = EventIds.TransactionsAborted, Level = LogLevel.Warning, Message = "{Count} transactions without a heartbeat were aborted: {Ids}")]
    private partial void LogAborted(int count, string ids);

    [LoggerMessage(EventId = EventIds.HousekeepingFailed, Level = LogLevel.Warning, Message = "Transactions could not be looked after; that is tried again")]
    private partial void LogFailed(Exception error);
}
