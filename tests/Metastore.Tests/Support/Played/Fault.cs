namespace Metastore.Tests.Support.Played;

/// <summary>What goes wrong with the statements that <paramref name="Hits"/> picks.</summary>
internal sealed record Fault(Func<SentStatement, bool> Hits, FaultKind Kind)
{
    private int left = int.MaxValue;

    /// <summary>The error code, for those that answer one.</summary>
    public string State { get; init; } = "";

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often it happens; ever again if not given.</summary>
    public int Times
    {
        init => left = value;
    }

    /// <summary>Whether it happens to this statement; counts down.</summary>
    public bool Strikes(SentStatement statement) => Hits(statement) && Interlocked.Decrement(ref left) >= 0;
}
