namespace Metastore.Transactions;

/// <summary>A transaction that stands for one of another metastore.</summary>
internal sealed record ReplayedRow
{
    /// <summary>The id there.</summary>
    public required long SourceId { get; init; }

    /// <summary>The id here.</summary>
    public required long TxnId { get; init; }
}
