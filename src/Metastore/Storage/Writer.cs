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
    private static readonly TimeSpan CheckDeadline = TimeSpan.FromSeconds(1);

    private readonly Connections _connections;
    private readonly CommitResolver _resolver;
    private readonly Freshness _freshness;
    private readonly TimeProvider _time;
    private readonly bool _marksWrites;
    private readonly int _commandTimeout;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _breaker;
    private readonly ResiliencePipeline _pipeline;

    public Writer(
        Connections connections, CommitResolver resolver, Freshness freshness, TimeProvider time, IOptions<StorageOptions> storage, IOptions<ReadOptions> reads, ILogger<Writer> logger)
    {
        (_connections, _resolver, _freshness, _time, _logger) = (connections, resolver, freshness, time, logger);
        _commandTimeout = storage.Value.CommandTimeoutSeconds;
        _marksWrites = reads.Value.Mode == ReadMode.Follower;
        _breaker = Breaker.Create(reads.Value.Pause, time, LogBreaker, "writes", isWrite: true);
        _pipeline = Retries(storage.Value.WriteRetries).AddPipeline(_breaker).Build();
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
        catch (Exception error) when (Availability.WasRolledBack(error))
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

    /// <summary>Fails as a write would now. Where all writers are busy there is nothing to find out.</summary>
    /// <exception cref="MetaException">The database takes no writes.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        if (_connections.AreWritersBusy)
        {
            return;
        }

        try
        {
            await _breaker.ExecuteAsync(static (writer, token) => new ValueTask(writer.TouchAsync(token)), this, ct).AsTask().WaitAsync(CheckDeadline, ct);
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            throw StorageErrors.NoWriter(error);
        }
    }

    private async Task TouchAsync(CancellationToken ct)
    {
        var connection = await _connections.RentWriterAsync(ct);
        try
        {
            await using var transaction = await _connections.BeginWriteAsync(connection, IsolationLevel.Serializable, ct);
            await CommitTokenStore.TouchAsync(new Tx(connection, transaction, null, _connections.Dialect, _time.GetUtcNow(), _commandTimeout), ct);
        }
        finally
        {
            await _connections.ReturnWriterAsync(connection);
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
        var token = CommitToken.Create(_time);
        var (result, tx, lost) = await SendAsync(write, isolation, token, ct);

        // The connection has been given back by now: where many commits are lost at once, looking them up takes connections, too.
        if (lost is not null)
        {
            await ResolveAsync(token, tx, lost, ct);
        }

        tx.RunAfterCommit();
        return result;
    }

    // With the error that took away the commit's answer.
    private async Task<(T Result, Tx Tx, Exception? Lost)> SendAsync<T>(Func<Tx, Task<T>> write, IsolationLevel isolation, CommitToken token, CancellationToken ct)
    {
        var connection = await _connections.RentWriterAsync(ct);
        try
        {
            await using var transaction = await BeginAsync(connection, isolation, ct);
            var tx = new Tx(connection, transaction, null, _connections.Dialect, _time.GetUtcNow(), _commandTimeout);
            var result = await RunAsync(tx, write);
            return (result, tx, await CommitAsync(transaction, token, tx));
        }
        finally
        {
            await _connections.ReturnWriterAsync(connection);
        }
    }

    private async Task<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken ct) =>
        await LostIsRolledBackAsync(async () => await _connections.BeginWriteAsync(connection, isolation, ct));

    private static async Task<T> RunAsync<T>(Tx tx, Func<Tx, Task<T>> write)
    {
        try
        {
            return await LostIsRolledBackAsync(() => write(tx));
        }
        catch
        {
            tx.RunAfterRollback();
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

    private async Task<Exception?> CommitAsync(DbTransaction transaction, CommitToken token, Tx tx)
    {
        var start = _time.GetTimestamp();
        try
        {
            await _connections.CommitAsync(transaction, token);
            MetastoreTelemetry.CommitDuration.Record(_time.GetElapsedTime(start).TotalSeconds);
            return null;
        }
        catch (Exception error) when (Availability.IsLost(error) && !Availability.WasRolledBack(error))
        {
            return error;
        }
        catch
        {
            tx.RunAfterRollback();
            throw;
        }
    }

    private async Task ResolveAsync(CommitToken token, Tx tx, Exception error, CancellationToken ct)
    {
        LogAmbiguous(token.Id, error.Message);
        if (await _resolver.WasCommittedAsync(token, ct) is not { } wasCommitted)
        {
            throw StorageErrors.Unknown(token, error);
        }

        MetastoreTelemetry.AmbiguousCommits.Add(1);
        if (!wasCommitted)
        {
            tx.RunAfterRollback();
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

    [LoggerMessage(EventId = EventIds.BreakerChanged, Level = LogLevel.Warning, Message = "{Change}")]
    private partial void LogBreaker(string change);
}
