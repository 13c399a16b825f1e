using Metastore.Diagnostics;
using Metastore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Notifications;

/// <summary>Removes events that are too old, the first ones first, so that what stays has no gaps. Every server does, at times of its own.</summary>
internal sealed partial class EventJanitor(Db db, TimeProvider time, IOptions<NotificationOptions> options, ILogger<EventJanitor> logger) : BackgroundService
{
    /// <summary>Removes what is too old, and returns how many events that were.</summary>
    public async Task<int> RemoveAsync(CancellationToken ct)
    {
        var before = (time.GetUtcNow() - options.Value.TimeToLive).ToUnixTimeSeconds();
        while (await db.InTransactionAsync(tx => WriteNotificationStore.RemoveOldAsync(tx, before, ct), ct) >= WriteNotificationStore.Batch)
        {
        }

        var (removed, batch) = (0, 0);
        do
        {
            batch = await db.InTransactionAsync(tx => NotificationStore.RemoveOldAsync(tx, before, ct), ct);
            removed += batch;
        }
        while (batch == NotificationStore.Batch);
        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Enabled && await time.WaitAsync(options.Value.CleanInterval * (0.5 + Random.Shared.NextDouble()), stoppingToken))
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

    [LoggerMessage(EventId = EventIds.EventsRemoved, Level = LogLevel.Debug, Message = "{Count} old events removed")]
    private partial void LogRemoved(int count);

    [LoggerMessage(EventId = EventIds.EventsKept, Level = LogLevel.Warning, Message = "Old events could not be removed; that is tried again")]
    private partial void LogFailed(Exception error);
}
