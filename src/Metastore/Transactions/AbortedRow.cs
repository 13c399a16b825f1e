namespace Metastore.Transactions;

/// <summary>A transaction that was open and has been aborted.</summary>
internal sealed record AbortedRow
{
    public required long Id { get; init; }

    public required TxnType Type { get; init; }
}
