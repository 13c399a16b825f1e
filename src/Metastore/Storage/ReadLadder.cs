using System.Data.Common;
using System.Diagnostics;
using Metastore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Storage;

/// <summary>Reads in the freshest way that answers: strong, some seconds old, older, and single keys as old as allowed.</summary>
internal sealed partial class ReadLadder(
    Connections connections, Freshness freshness, TimeProvider time, IOptions<StorageOptions> storage, IOptions<ReadOptions> reads, ILogger<ReadLadder> logger)
{
    private readonly int _commandTimeout = storage.Value.CommandTimeoutSeconds;
    private readonly bool _startsStale = reads.Value.Mode == ReadMode.Follower;

    /// <summary>Runs the read; what it does must be repeatable.</summary>
    public Task<T> ReadAsync<T>(Func<Tx, Task<T>> read, CancellationToken ct)
    {
        var steps = connections.ReadSteps;
        return steps.Count == 1 ? OnlyAsync(steps[0], read, ct)
            : _startsStale ? StaleFirstAsync(steps, read, ct)
            : DescendAsync(steps, 0, read, ct);
    }

    private async Task<T> OnlyAsync<T>(ReadStep step, Func<Tx, Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await RunAsync(step, read, ct);
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            LogUnanswered(error);
            throw StorageErrors.NoAnswer(error);
        }
    }

    // An object that an older answer lacks may be a new one: that is asked again before it becomes an error.
    private async Task<T> StaleFirstAsync<T>(IReadOnlyList<ReadStep> steps, Func<Tx, Task<T>> read, CancellationToken ct)
    {
        if (freshness.LastWrite is { } mark)
        {
            if (!await HasSeenAsync(steps[1], mark, ct))
            {
                return await DescendAsync(steps, 0, read, ct);
            }

            freshness.Forget(mark);
        }

        try
        {
            return await RunMarkedAsync(steps[1], read, ct);
        }
        catch (Exception error) when (IsNotFound(error))
        {
            return await StrongOrAsync(steps[0], error, read, ct);
        }
        catch (Exception error) when (Availability.IsLost(error) || Availability.IsTooYoung(error))
        {
            return await DescendAsync(steps, 0, read, ct);
        }
    }

    private async Task<bool> HasSeenAsync(ReadStep step, WriteMark mark, CancellationToken ct)
    {
        try
        {
            return await connections.HasSeenAsync(step, mark, ct);
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            return false;
        }
    }

    private async Task<T> StrongOrAsync<T>(ReadStep strong, Exception notFound, Func<Tx, Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await RunGuardedAsync(strong, read, ct);
        }
        catch (Exception error) when (Availability.IsLost(error))
        {
            LogNotConfirmed(notFound.GetType().Name);
            throw notFound;
        }
    }

    private async Task<T> DescendAsync<T>(IReadOnlyList<ReadStep> steps, int from, Func<Tx, Task<T>> read, CancellationToken ct)
    {
        Exception? last = null;
        for (var i = from; i < steps.Count; i++)
        {
            try
            {
                return await RunMarkedAsync(steps[i], read, ct);
            }
            catch (Exception error) when (Availability.IsLost(error) || (steps[i].IsStale && Availability.IsTooYoung(error)))
            {
                last = last is null || error is not StepUnsuitedException ? error : last;
            }
        }

        LogUnanswered(last!);
        throw StorageErrors.NoAnswer(last!);
    }

    private async Task<T> RunMarkedAsync<T>(ReadStep step, Func<Tx, Task<T>> read, CancellationToken ct)
    {
        var result = await RunGuardedAsync(step, read, ct);
        if (step.IsStale)
        {
            MetastoreTelemetry.StaleReads.Add(1, new KeyValuePair<string, object?>(MetastoreTelemetry.StepTag, step.Name));
            Activity.Current?.SetTag(MetastoreTelemetry.StepTag, step.Name);
            LogStale(step.Name);
        }

        return result;
    }

    private async Task<T> RunGuardedAsync<T>(ReadStep step, Func<Tx, Task<T>> read, CancellationToken ct) =>
        await step.Breaker.ExecuteAsync(
            static (call, token) => new ValueTask<T>(call.Ladder.RunAsync(call.Step, call.Read, token)), (Ladder: this, Step: step, Read: read), ct);

    private async Task<T> RunAsync<T>(ReadStep step, Func<Tx, Task<T>> read, CancellationToken ct)
    {
        var connection = step.Deadline is { } deadline ? await Opening.WaitAsync(step.Rent(ct), $"{step.Name} reads", deadline, step.Return, ct) : await step.Rent(ct);
        Tx? tx = null;
        try
        {
            tx = new Tx(connection, null, step, connections.Dialect, time.GetUtcNow(), _commandTimeout);
            return await read(tx);
        }
        finally
        {
            if (tx?.Kept is var (held, end))
            {
                held.Add(() => ReturnAsync(step, connection, tx));
                held.Add(end);
            }
            else
            {
                await ReturnAsync(step, connection, tx);
            }
        }
    }

    private static async ValueTask ReturnAsync(ReadStep step, DbConnection connection, Tx? tx)
    {
        if (tx?.Abandoned is { } abandoned)
        {
            _ = abandoned.ContinueWith(_ => step.Return(connection).AsTask(), TaskScheduler.Default);
        }
        else
        {
            await step.Return(connection);
        }
    }

    private static bool IsNotFound(Exception error) => error is NoSuchObjectException or UnknownDBException or UnknownTableException or UnknownPartitionException;

    [LoggerMessage(EventId = EventIds.StaleRead, Level = LogLevel.Debug, Message = "Answered by a {Step} read")]
    private partial void LogStale(string step);

    [LoggerMessage(EventId = EventIds.NotConfirmed, Level = LogLevel.Warning, Message = "An older answer lacks an object ({Error}) and a fresh one can't be had")]
    private partial void LogNotConfirmed(string error);

    [LoggerMessage(EventId = EventIds.ReadFailed, Level = LogLevel.Error, Message = "The database does not answer")]
    private partial void LogUnanswered(Exception error);
}
