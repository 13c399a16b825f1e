using Metastore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>
/// Has only so many calls run at once. A caller may have as many under way as there are places free, so that one alone gets half of them and
/// n greedy ones leave the (n+1)th part; who must wait is served in turn, caller by caller, and refused when that takes too long.
/// </summary>
internal sealed class CallQueue(IOptions<LimitOptions> limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly int _places = limits.Value.Calls;
    private readonly Dictionary<(string?, string?), Caller> _callers = [];
    private readonly Queue<Caller> _row = new();

    /// <summary>Calls that run now.</summary>
    public int Running { get; private set; }

    /// <summary>Calls that wait for their turn now.</summary>
    public int Waiting { get; private set; }

    /// <summary>A connection begins to speak for this user at this address.</summary>
    public Caller Join(string? address, string? user)
    {
        lock (_lock)
        {
            if (!_callers.TryGetValue((address, user), out var caller))
            {
                _callers[(address, user)] = caller = new Caller(address, user);
            }

            caller.Connections++;
            return caller;
        }
    }

    /// <summary>A connection speaks for the caller no more.</summary>
    public void Part(Caller caller)
    {
        lock (_lock)
        {
            if (--caller.Connections == 0)
            {
                _callers.Remove((caller.Address, caller.User));
            }
        }
    }

    /// <summary>Waits until a call may run, which <see cref="Leave"/> must end; false when it may not: it came too late, or <paramref name="gone"/>.</summary>
    public ValueTask<bool> EnterAsync(Caller caller, CancellationToken gone)
    {
        TaskCompletionSource<bool> turn;
        lock (_lock)
        {
            // Who has a place never waits, so nobody is overtaken here.
            if (HasPlace(caller))
            {
                Run(caller);
                return new(true);
            }

            turn = Queue(caller);
        }

        return new(WaitAsync(caller, turn, gone));
    }

    /// <summary>A call has ended.</summary>
    public void Leave(Caller caller)
    {
        lock (_lock)
        {
            caller.Running--;
            Running--;
            for (var left = _row.Count; left > 0 && Running < _places; left--)
            {
                Serve(_row.Dequeue());
            }
        }
    }

    private bool HasPlace(Caller caller) => caller.Running < _places - Running;

    private void Run(Caller caller)
    {
        caller.Running++;
        Running++;
    }

    private TaskCompletionSource<bool> Queue(Caller caller)
    {
        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        caller.Waiting.AddLast(turn);
        Waiting++;
        Stand(caller);
        return turn;
    }

    private void Stand(Caller caller)
    {
        if (!caller.IsInRow)
        {
            caller.IsInRow = true;
            _row.Enqueue(caller);
        }
    }

    private void Serve(Caller caller)
    {
        caller.IsInRow = false;
        if (caller.Waiting.First is { } first && HasPlace(caller))
        {
            Run(caller);
            Settle(caller, first.Value, true);
        }

        if (caller.Waiting.Count > 0)
        {
            Stand(caller);
        }
    }

    private async Task<bool> WaitAsync(Caller caller, TaskCompletionSource<bool> turn, CancellationToken gone)
    {
        await using var late = time.CreateTimer(_ => GiveUp(caller, turn, isLate: true), null, limits.Value.Wait, Timeout.InfiniteTimeSpan);
        await using var closed = gone.UnsafeRegister(_ => GiveUp(caller, turn, isLate: false), null);
        return await turn.Task;
    }

    private void GiveUp(Caller caller, TaskCompletionSource<bool> turn, bool isLate)
    {
        lock (_lock)
        {
            if (!turn.Task.IsCompleted)
            {
                Settle(caller, turn, false);
                MetastoreTelemetry.RefusedCalls.Add(isLate ? 1 : 0);
            }
        }
    }

    private void Settle(Caller caller, TaskCompletionSource<bool> turn, bool mayRun)
    {
        caller.Waiting.Remove(turn);
        Waiting--;
        turn.SetResult(mayRun);
    }
}
