using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
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
    CallQueue queue,
    LimitOptions limits,
    TimeProvider time,
    ILogger<ThriftConnection> logger)
{
    // What the largest structs need per element of a list, once they are objects.
    private const int BytesOfElement = 64;
    private const int FewElements = 1000;
    private const int PieceOfRefused = 2048;
    private static readonly TimeSpan RestOfRequestInDrain = TimeSpan.FromSeconds(2);
    private readonly PipeReader _input = connection.Transport.Input;
    private readonly InputBuffer _received = new();
    private readonly MessageFinder _finder = new(limits);
    private Caller _caller = queue.Join(session.RemoteAddress, session.User);
    private RpcWorker? _worker;
    private long _charged;
    private long _since = time.GetTimestamp();
    private bool _isRefused;
    private volatile bool _isAnswering;
    private volatile bool _isDraining;
    private volatile bool _isOverdue;

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
            ReleaseReceived();
            queue.Part(_caller);
        }
    }

    /// <summary>Takes in what has arrived and answers what is whole; false when the connection is to be closed.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReceiveAsync()
    {
        var read = _isDraining ? await ReadRestAsync() : await _input.ReadAsync();
        if (_isOverdue)
        {
            LogIdle(session.RemoteAddress);
            return false;
        }

        var taken = read.Buffer.IsEmpty ? read.Buffer : await TakeInAsync(read.Buffer);
        var isLast = read.IsCompleted && taken.Length == read.Buffer.Length;
        _input.AdvanceTo(taken.End);
        return await AnswerAsync() && !isLast && !(_isDraining && _received.Length == 0);
    }

    private async ValueTask<ReadResult> ReadRestAsync()
    {
        using var patience = new CancellationTokenSource(RestOfRequestInDrain, time);
        return await _input.ReadAsync(patience.Token);
    }

    // Of a request that got no memory, little at a time.
    private async ValueTask<ReadOnlySequence<byte>> TakeInAsync(ReadOnlySequence<byte> bytes)
    {
        _isRefused = _isRefused || !await ChargeAsync(_received.CapacityFor(checked((int)bytes.Length)) - _charged);
        if (_isRefused)
        {
            Drop();
            bytes = bytes.Slice(0, Math.Min(bytes.Length, PieceOfRefused));
        }

        _received.Append(bytes);
        return bytes;
    }

    private void Drop()
    {
        _finder.Drop(_received);
        Discharge(_charged - _received.Array.Length);
    }

    private async ValueTask<bool> AnswerAsync()
    {
        try
        {
            while (_received.Length > 0)
            {
                var status = _finder.Advance(_received.Span);
                if (status == ScanStatus.NeedMore)
                {
                    return true;
                }

                if (status == ScanStatus.Malformed)
                {
                    MetastoreTelemetry.RefusedMessages.Add(1);
                    LogRefused(session.RemoteAddress, _finder.Reason);
                    return false;
                }

                if (!await AnswerNextAsync())
                {
                    return false;
                }
            }
        }
        finally
        {
            ReturnWorker();
        }

        ReleaseReceived();
        return true;
    }

    private async ValueTask<bool> AnswerNextAsync()
    {
        var elements = _isRefused || _finder.Elements <= FewElements ? 0 : _finder.Elements * BytesOfElement;
        _isRefused = _isRefused || !await ChargeAsync(elements);
        Mark(answering: true);
        var keep = _isRefused ? await RefuseAsync() : await TakeTurnAsync();
        Mark(answering: false);
        _received.Consume(_finder.Length);
        _finder.Reset();
        Discharge(_isRefused ? 0 : elements);
        _isRefused = false;
        return keep;
    }

    private ValueTask<bool> RefuseAsync()
    {
        Drop();
        _finder.Empty(_received);
        MetastoreTelemetry.RefusedCalls.Add(1);
        return (_worker ??= RentWorker()).AnswerAsync(_received, _finder, isRefused: true);
    }

    private async ValueTask<bool> TakeTurnAsync()
    {
        var mayRun = await queue.EnterAsync(_caller, connection.ConnectionClosed);
        try
        {
            return await (_worker ??= RentWorker()).AnswerAsync(_received, _finder, isRefused: !mayRun);
        }
        finally
        {
            if (mayRun)
            {
                queue.Leave(_caller);
            }

            FollowUser();
        }
    }

    // set_ugi makes the connection another caller's.
    private void FollowUser()
    {
        if (session.User == _caller.User)
        {
            return;
        }

        queue.Part(_caller);
        _caller.AddBytes(-_charged);
        _caller = queue.Join(session.RemoteAddress, session.User);
        _caller.AddBytes(_charged);
    }

    private async ValueTask<bool> ChargeAsync(long bytes)
    {
        if (bytes <= 0)
        {
            return true;
        }

        if (!await budget.TakeAsync(bytes, _charged, _caller, connection.ConnectionClosed))
        {
            LogOutOfBytes(session.RemoteAddress, limits.BytesInFlight);
            return false;
        }

        _charged += bytes;
        return true;
    }

    private void Discharge(long bytes)
    {
        if (bytes > 0)
        {
            budget.Return(bytes, _caller);
            _charged -= bytes;
        }
    }

    private RpcWorker RentWorker()
    {
        var rented = workers.Rent();
        rented.Attach(handler, session, connection.Transport.Output, connection.ConnectionClosed);
        return rented;
    }

    private void ReturnWorker()
    {
        if (_worker is not null)
        {
            if (_worker.IsBroken)
            {
                // Or what the client does not take keeps the socket open.
                connection.Abort();
            }

            workers.Return(_worker);
            _worker = null;
        }
    }

    private void ReleaseReceived()
    {
        _received.Release();
        Discharge(_charged);
    }

    private void Mark(bool answering)
    {
        Interlocked.Exchange(ref _since, time.GetTimestamp());
        _isAnswering = answering;
    }

    private void Drain()
    {
        _isDraining = true;
        _input.CancelPendingRead();
    }

    // Called about once a second.
    private void CloseWhenOverdue()
    {
        var elapsed = time.GetElapsedTime(Interlocked.Read(ref _since));
        if (_isAnswering)
        {
            // A call is ended by its deadline; past that it is the client who doesn't take its answer.
            if (elapsed > limits.CallDeadline + limits.IdleTimeout)
            {
                connection.Abort();
            }
        }
        else if (elapsed > limits.IdleTimeout)
        {
            _isOverdue = true;
            _input.CancelPendingRead();
        }
    }

    [LoggerMessage(EventId = EventIds.ConnectionBroken, Level = LogLevel.Debug, Message = "Connection from {Peer} broke: {Reason}")]
    private partial void LogBroken(string? peer, string reason);

    [LoggerMessage(EventId = EventIds.ConnectionRefused, Level = LogLevel.Debug, Message = "Connection from {Peer} closed: {Reason}")]
    private partial void LogRefused(string? peer, string? reason);

    [LoggerMessage(EventId = EventIds.ConnectionIdle, Level = LogLevel.Debug, Message = "Connection from {Peer} closed: no request within the idle timeout")]
    private partial void LogIdle(string? peer);

    [LoggerMessage(EventId = EventIds.OutOfBytes, Level = LogLevel.Warning, Message = "A request from {Peer} refused: those of all clients hold {Limit} bytes and none got free in time")]
    private partial void LogOutOfBytes(string? peer, long limit);

    [LoggerMessage(EventId = EventIds.ConnectionFailed, Level = LogLevel.Error, Message = "Connection from {Peer} failed")]
    private partial void LogFailed(Exception error, string? peer);
}
