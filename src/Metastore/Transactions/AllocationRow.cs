namespace Metastore.Transactions;

/// <summary>A transaction that wants a write id on a table, and the one it has there.</summary>
internal sealed record AllocationRow
{
    public required long Id { get; init; }

    public required TxnState State { get; init; }

    public required TxnType Type { get; init; }

    public long? WriteId { get; init; }
}
