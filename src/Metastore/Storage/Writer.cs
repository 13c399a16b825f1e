using System.Data;
using System.Data.Common;
using Metastore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Metastore.Storage;

/// <summary>Runs writes: each one serializable transaction, again as a whole when it was rolled back, looked up when its commit has no known outcome.</summary>
internal sealed partial class Writer
{
    private readonly Connections _connections;
    private readonly CommitResolver _resolver;
    private readonly WriterWatch _watch;
    private readonly Freshness _freshness;
    private readonly TimeProvider _time;
    private readonly bool _marksWrites;
    private readonly int _commandTimeout;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;

    public Writer(
        Connections connections, CommitResolver resolver, WriterWatch watch, Freshness freshness, TimeProvider time, IOptions<StorageOptions> storage, IOptions<ReadOptions> reads, ILogger<Writer> logger)
    {
        (_connections, _resolver, _watch, _freshness, _time, _logger) = (connections, resolver, watch, freshness, time, logger);
        _commandTimeout = storage.Value.WriteTimeoutSeconds;
        _marksWrites = reads.Value.Mode == ReadMode.Follower;
        _pipeline = Retries(storage.Value.WriteRetries).AddPipeline(watch.Breaker).Build();
    }

    /// <summary>Runs the write and commits it.</summary>
    public async Task<T> WriteAsync<T>(Func<Tx, Task<T>> write, IsolationLevel isolation, CancellationToken ct)
    {
        try
        {
            var result = await _pipeline.ExecuteAsync(
                static (call, token) => new ValueTask<T>(call.Writer.OnceAsync(call.Write, call.Isolation, token)), (Writer: this, Write: write, Isolation: isolation), ct);
            await MarkAsync(ct);
            return result;
        }
        catch (Exception error) when (Availability.WasRolledBack(error) || Availability.WaitedForOthers(error))
        {
            LogContended(error.Message);
            throw StorageErrors.Contended(error);
        }
        catch (Exception error) when (Availability.IsLost(error) || error is RolledBackException)
        {
            LogFailed(error);
            throw StorageErrors.NoWriter(error);
        }
    }

    // Only what is certain not to be there is done again.
    private static ResiliencePipelineBuilder Retries(int attempts) => attempts == 0 ? new ResiliencePipelineBuilder() : new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = arguments => new(arguments.Outcome.Exception is { } error && (error is RolledBackException ? !Availability.TookTooLong(error.InnerException) : Availability.WasRolledBack(error))),
        MaxRetryAttempts = attempts,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(5),
        MaxDelay = TimeSpan.FromSeconds(1),
        OnRetry = _ =>
        {
            MetastoreTelemetry.WriteRetries.Add(1);
            return default;
        },
    });

    private async Task<T> OnceAsync<T>(Func<Tx, Task<T>> write, IsolationLevel isolation, CancellationToken ct)
    {
        var attempt = new Attempt<T>(CommitToken.Create(_time));
        var sending = SendAsync(attempt, write, isolation, ct);

        // The connection has been given back by now: where many commits are lost at once, looking them up takes connections, too.
        if ((await _watch.EndsAsync(sending) ? await sending : await LeaveAsync(attempt, sending)) is { } lost)
        {
            await ResolveAsync(attempt, lost, ct);
        }

        await attempt.Tx!.RunAfterCommitAsync();
        return attempt.Result!;
    }

    // Returns the error that took away the commit's answer.
    private async Task<Exception?> SendAsync<T>(Attempt<T> attempt, Func<Tx, Task<T>> write, IsolationLevel isolation, CancellationToken ct)
    {
        try
        {
            var connection = await _connections.RentWriterAsync(ct);
            try
            {
                await using var transaction = await LostIsRolledBackAsync(async () => await _connections.BeginWriteAsync(connection, isolation, ct));
                var tx = new Tx(connection, transaction, null, _connections.Dialect, _time.GetUtcNow(), _commandTimeout) { Left = attempt.Left };
                attempt.Tx = tx;
                attempt.Result = await LostIsRolledBackAsync(() => write(tx));
                return await CommitAsync(attempt, transaction);
            }
            finally
            {
                await _connections.ReturnWriterAsync(connection);
            }
        }
        catch
        {
            if (attempt.Fail() && attempt.Tx is { } tx)
            {
                await tx.RunAfterRollbackAsync();
            }

            throw;
        }
    }

    // A connection that was lost before COMMIT was sent took the transaction with it. Pooled ones often are when the database has restarted.
    private static async Task<T> LostIsRolledBackAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            throw new RolledBackException(error);
        }
    }

    private async Task<Exception?> CommitAsync<T>(Attempt<T> attempt, DbTransaction transaction)
    {
        if (!attempt.TryCommit())
        {
            throw new System.OperationCanceledException("Nobody waits for this write any more");
        }

        var start = _time.GetTimestamp();
        try
        {
            await _connections.CommitAsync(transaction, attempt.Token, attempt.Left);
            MetastoreTelemetry.CommitDuration.Record(_time.GetElapsedTime(start).TotalSeconds);
            return null;
        }
        catch (Exception error) when (Availability.IsLost(error) && !Availability.WasRolledBack(error))
        {
            return error;
        }
    }

    // What has not come to its commit now never will; of a commit under way the outcome is looked up.
    private static async Task<Exception?> LeaveAsync<T>(Attempt<T> attempt, Task<Exception?> sending)
    {
        if (!attempt.TryLeave(out var isCommitting))
        {
            return await sending;
        }

        _ = Task.Run(attempt.Cancel);
        var silence = new StepOverdueException("answer to a write", 2 * WriterWatch.Patience);
        return isCommitting ? silence : throw new RolledBackException(silence);
    }

    private async Task ResolveAsync<T>(Attempt<T> attempt, Exception error, CancellationToken ct)
    {
        LogAmbiguous(attempt.Token.Id, error.Message);
        if (await _resolver.WasCommittedAsync(attempt.Token, ct) is not { } wasCommitted)
        {
            throw StorageErrors.Unknown(attempt.Token, error);
        }

        MetastoreTelemetry.AmbiguousCommits.Add(1);
        if (!wasCommitted)
        {
            await attempt.Tx!.RunAfterRollbackAsync();
            throw new RolledBackException(error);
        }
    }

    private async Task MarkAsync(CancellationToken ct)
    {
        if (_marksWrites)
        {
            _freshness.Wrote(await _connections.PositionAsync(ct));
        }
    }

    [LoggerMessage(EventId = EventIds.AmbiguousCommit, Level = LogLevel.Warning, Message = "The outcome of commit {Token} is not known and is looked up: {Reason}")]
    private partial void LogAmbiguous(Guid token, string reason);

    [LoggerMessage(EventId = EventIds.WriteFailed, Level = LogLevel.Error, Message = "The database takes no writes")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(EventId = EventIds.WriteContended, Level = LogLevel.Warning, Message = "A write was given up, since others changed the same rows each time: {Reason}")]
    private partial void LogContended(string reason);
}
