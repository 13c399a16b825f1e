using Metastore.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Metastore.Storage;

/// <summary>Removes the tokens of writes that nobody asks about any more. Every server does, at times of its own.</summary>
internal sealed partial class CommitTokenJanitor(Db db, TimeProvider time, ILogger<CommitTokenJanitor> logger) : BackgroundService
{
    // Longer than a commit is looked up (StorageOptions.CommitLookup) and than a transaction lives that might still commit.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    /// <summary>Removes what is too old, and returns how much that was.</summary>
    public async Task<int> RemoveAsync(CancellationToken ct)
    {
        var oldest = (time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        var (removed, batch) = (0, 0);
        do
        {
            batch = await db.InTransactionAsync(tx => CommitTokenStore.RemoveOldAsync(tx, oldest, ct), ct);
            removed += batch;
        }
        while (batch == CommitTokenStore.Batch);
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await time.WaitAsync(Between * (0.5 + Random.Shared.NextDouble()), stoppingToken))
        {
            try
            {
                var removed = await RemoveAsync(stoppingToken);
                LogRemoved(removed);
            }
            catch (Exception error)
            {
                LogFailed(error);
            }
        }
    }

    [LoggerMessage(EventId = EventIds.TokensRemoved, Level = LogLevel.Debug, Message = "{Count} tokens of old writes removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(EventId = EventIds.TokensKept, Level = LogLevel.Warning, Message = "Tokens of old writes could not be removed; that is tried again")]
    private partial void LogFailed(Exception error);
}
