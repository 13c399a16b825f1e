namespace Metastore.Transactions;

/// <summary>The write id that a transaction has on a table; 0 where the row only tells of the table.</summary>
internal sealed record WriteIdRow
{
    public required string Database { get; init; }

    public required string TableName { get; init; }

    public long TxnId { get; init; }

    public long WriteId { get; init; }

    /// <summary>The highest write id given out on the table.</summary>
    public long Last { get; init; }

    /// <summary>The highest write id whose row is gone, since whoever reads now sees it.</summary>
    public long Settled { get; init; }
}
