using System.Diagnostics.CodeAnalysis;

namespace Metastore.Storage;

/// <summary>One run of a write. It ends by itself, or whoever waits for it leaves: then it comes to no commit that it has not begun.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Its token outlives the wait, and has no timer.")]
internal sealed class Attempt<T>(CommitToken token)
{
    private readonly CancellationTokenSource _left = new();
    private State _state;

    private enum State
    {
        Running,
        Committing,
        Ended,
        LeftRunning,
        LeftCommitting,
    }

    public CommitToken Token => token;

    /// <summary>Cancelled some time after <see cref="TryLeave"/>, so that the connection comes free.</summary>
    public CancellationToken Left => _left.Token;

    /// <summary>The unit of work; null before there was a connection.</summary>
    public Tx? Tx { get; set; }

    /// <summary>What the write returned, once it came to its commit.</summary>
    public T? Result { get; set; }

    /// <summary>Whether the commit may be sent.</summary>
    public bool TryCommit() => TryChange(State.Running, State.Committing);

    /// <summary>Ends in failure; whether nothing can have been kept, so that what was done beside the database is to be taken back.</summary>
    public bool Fail() => Interlocked.Exchange(ref _state, State.Ended) != State.LeftCommitting;

    /// <summary>Stops waiting. False if it has failed meanwhile.</summary>
    public bool TryLeave(out bool isCommitting)
    {
        // In the order in which it goes through them.
        var wasRunning = TryChange(State.Running, State.LeftRunning);
        isCommitting = !wasRunning && TryChange(State.Committing, State.LeftCommitting);
        return wasRunning || isCommitting;
    }

    /// <summary>Makes the connection's statement fail. Npgsql opens another connection for that, and this waits for it.</summary>
    public void Cancel() => _left.Cancel();

    private bool TryChange(State from, State to) => Interlocked.CompareExchange(ref _state, to, from) == from;
}
