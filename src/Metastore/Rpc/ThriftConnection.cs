using System.Buffers;
using System.IO.Pipelines;
using Metastore.Diagnostics;
using Metastore.Rpc.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;

namespace Metastore.Rpc;

/// <summary>One client's connection: receives requests and answers them one after the other, in the order in which they came.</summary>
internal sealed partial class ThriftConnection(
    ConnectionContext connection,
    Session session,
    MetastoreHandler handler,
    WorkerPool workers,
    ByteBudget budget,
    LimitOptions limits,
    TimeProvider time,
    ILogger<ThriftConnection> logger)
{
    private static readonly TimeSpan RestOfRequestInDrain = TimeSpan.FromSeconds(2);
    private readonly PipeReader input = connection.Transport.Input;
    private RpcWorker? worker;
    private int charged;
    private long since = time.GetTimestamp();
    private volatile bool isAnswering;
    private volatile bool isDraining;
    private volatile bool isOverdue;

    /// <summary>Serves the connection to its end; throws nothing.</summary>
    public async Task RunAsync()
    {
        var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        using var drain = lifetime?.ConnectionClosedRequested.UnsafeRegister(static state => ((ThriftConnection)state!).Drain(), this);
        connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(static state => ((ThriftConnection)state).CloseWhenOverdue(), this);
        try
        {
            while (await ReceiveAsync())
            {
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            LogBroken(session.RemoteAddress, e.Message);
        }
        catch (Exception e)
        {
            LogFailed(e, session.RemoteAddress);
        }
        finally
        {
            ReleaseWorker();
        }
    }

    /// <summary>Takes in what has arrived and answers what is whole; false when the connection is to be closed.</summary>
    private async ValueTask<bool> ReceiveAsync()
    {
        var read = isDraining ? await ReadRestAsync() : await input.ReadAsync();
        if (isOverdue)
        {
            LogIdle(session.RemoteAddress);
            return false;
        }

        if (!read.Buffer.IsEmpty && !await TakeInAsync(read.Buffer))
        {
            return false;
        }

        input.AdvanceTo(read.Buffer.End);
        return await AnswerAsync() && !read.IsCompleted && !(isDraining && worker is null);
    }

    private async ValueTask<ReadResult> ReadRestAsync()
    {
        using var patience = new CancellationTokenSource(RestOfRequestInDrain, time);
        return await input.ReadAsync(patience.Token);
    }

    private async ValueTask<bool> TakeInAsync(ReadOnlySequence<byte> bytes)
    {
        worker ??= RentWorker();
        var more = worker.Input.CapacityFor(checked((int)bytes.Length)) - charged;
        if (more > 0)
        {
            if (!await budget.TakeAsync(more, connection.ConnectionClosed))
            {
                LogOutOfBytes(session.RemoteAddress, limits.BytesInFlight);
                return false;
            }

            charged += more;
        }

        worker.Input.Append(bytes);
        return true;
    }

    private async ValueTask<bool> AnswerAsync()
    {
        while (worker is { Input.Length: > 0 })
        {
            switch (worker.Finder.Advance(worker.Input.Span))
            {
                case ScanStatus.NeedMore:
                    return true;
                case ScanStatus.Malformed:
                    MetastoreTelemetry.RefusedMessages.Add(1);
                    LogRefused(session.RemoteAddress, worker.Finder.Reason);
                    return false;
                default:
                    Mark(answering: true);
                    var keep = await worker.AnswerAsync();
                    Mark(answering: false);
                    if (!keep)
                    {
                        return false;
                    }

                    break;
            }
        }

        ReleaseWorker();
        return true;
    }

    private RpcWorker RentWorker()
    {
        var rented = workers.Rent();
        rented.Attach(handler, session, connection.Transport.Output, connection.ConnectionClosed);
        return rented;
    }

    private void ReleaseWorker()
    {
        if (worker is not null)
        {
            workers.Return(worker);
            worker = null;
        }

        if (charged > 0)
        {
            budget.Return(charged);
            charged = 0;
        }
    }

    private void Mark(bool answering)
    {
        Interlocked.Exchange(ref since, time.GetTimestamp());
        isAnswering = answering;
    }

    private void Drain()
    {
        isDraining = true;
        input.CancelPendingRead();
    }

    // Called about once a second.
    private void CloseWhenOverdue()
    {
        var elapsed = time.GetElapsedTime(Interlocked.Read(ref since));
        if (isAnswering)
        {
            // A call is ended by its deadline; past that it is the client who doesn't take its answer.
            if (elapsed > limits.CallDeadline + limits.IdleTimeout)
            {
                connection.Abort();
            }
        }
        else if (elapsed > limits.IdleTimeout)
        {
            isOverdue = true;
            input.CancelPendingRead();
        }
    }

    [LoggerMessage(EventId = EventIds.ConnectionBroken, Level = LogLevel.Debug, Message = "Connection from {Peer} broke: {Reason}")]
    private partial void LogBroken(string? peer, string reason);

    [LoggerMessage(EventId = EventIds.ConnectionRefused, Level = LogLevel.Debug, Message = "Connection from {Peer} closed: {Reason}")]
    private partial void LogRefused(string? peer, string? reason);

    [LoggerMessage(EventId = EventIds.ConnectionIdle, Level = LogLevel.Debug, Message = "Connection from {Peer} closed: no request within the idle timeout")]
    private partial void LogIdle(string? peer);

    [LoggerMessage(EventId = EventIds.OutOfBytes, Level = LogLevel.Warning, Message = "Connection from {Peer} closed: requests of all clients hold {Limit} bytes and none got free in time")]
    private partial void LogOutOfBytes(string? peer, long limit);

    [LoggerMessage(EventId = EventIds.ConnectionFailed, Level = LogLevel.Error, Message = "Connection from {Peer} failed")]
    private partial void LogFailed(Exception error, string? peer);
}
