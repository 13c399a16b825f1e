namespace Metastore.Transactions;

/// <summary>A stored transaction.</summary>
internal sealed record TransactionRow
{
    public required long Id { get; init; }

    public required TxnState State { get; init; }

    public TxnType Type { get; init; }

    /// <summary>In milliseconds since 1970.</summary>
    public long Started { get; init; }

    /// <summary>The last sign of life, in milliseconds since 1970; of a committed one, its commit.</summary>
    public long Heartbeat { get; init; }

    public string UserName { get; init; } = "";

    public string Host { get; init; } = "";

    // Hive keeps the agent and does not show it.
    public TxnInfo ToInfo() => new(Id, State, UserName, Host) { StartedTime = Started, LastHeartbeatTime = Heartbeat };
}
