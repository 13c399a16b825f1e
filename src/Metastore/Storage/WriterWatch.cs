using Metastore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace Metastore.Storage;

/// <summary>Whether the database that writes is there, for those who want to know and for those who wait for it.</summary>
internal sealed partial class WriterWatch
{
    /// <summary>How long a write waits before it is asked whether the database is there, and how long that may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // One late answer may be chance.
    private const int Questions = 2;

    private readonly Connections _connections;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public WriterWatch(Connections connections, TimeProvider time, IOptions<ReadOptions> reads, ILogger<WriterWatch> logger)
    {
        (_connections, _time, _logger) = (connections, time, logger);
        Breaker = Storage.Breaker.Create(reads.Value.Pause, time, LogBreaker, "writes", isWrite: true);
    }

    /// <summary>Opens when writes fail for the database's sake.</summary>
    public ResiliencePipeline Breaker { get; }

    /// <summary>Fails as a write would now.</summary>
    /// <exception cref="MetaException">The database takes no writes.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        try
        {
            await Breaker.ExecuteAsync(static (connections, token) => new ValueTask(connections.TouchAsync(token)), _connections, ct).AsTask().WaitAsync(Patience, ct);
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            throw StorageErrors.NoWriter(error);
        }
    }

    /// <summary>Waits for a write for as long as the database answers at all; false if it has fallen silent, as one does whose network or machine is gone.</summary>
    public async Task<bool> EndsAsync(Task write)
    {
        for (var unanswered = 0; unanswered < Questions;)
        {
            await write.WaitAsync(_connections.CanFallSilent ? Patience : Timeout.InfiniteTimeSpan, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (write.IsCompleted)
            {
                return true;
            }

            unanswered = await IsSilentAsync() ? unanswered + 1 : 0;
        }

        return write.IsCompleted;
    }

    // Any answer will do: the write's own connection tells what is wrong with it.
    private async Task<bool> IsSilentAsync()
    {
        try
        {
            await _connections.TouchAsync(CancellationToken.None).WaitAsync(Patience, _time);
            return false;
        }
        catch (Exception error)
        {
            return error is TimeoutException || Availability.TookTooLong(error);
        }
    }

    [LoggerMessage(EventId = EventIds.BreakerChanged, Level = LogLevel.Warning, Message = "{Change}")]
    private partial void LogBreaker(string change);
}
