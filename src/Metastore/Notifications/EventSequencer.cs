using Metastore.Diagnostics;
using Metastore.Rpc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Notifications;

/// <summary>Numbers events when nobody reads the log, so that the outbox stays short. Every server does.</summary>
internal sealed partial class EventSequencer(
    EventNumbering numbering, ServerState state, TimeProvider time, IOptions<NotificationOptions> options, ILogger<EventSequencer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var fails = false;
        while (options.Value.Enabled && await time.WaitAsync(options.Value.NumberInterval, stoppingToken))
        {
            if (state.Phase != ServerPhase.Serving)
            {
                continue;
            }

            try
            {
                await numbering.NumberAsync(stoppingToken);
                fails = false;
            }
            catch (Exception error)
            {
                if (!fails && !stoppingToken.IsCancellationRequested)
                {
                    LogFailed(error);
                }

                fails = true;
            }
        }
    }

    [LoggerMessage(EventId = EventIds.EventsNotNumbered, Level = LogLevel.Warning, Message = "New events could not be numbered; that is tried again, and they can't be read before")]
    private partial void LogFailed(Exception error);
}
