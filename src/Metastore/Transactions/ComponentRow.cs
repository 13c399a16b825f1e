namespace Metastore.Transactions;

/// <summary>What a transaction writes: a table, or one of its partitions.</summary>
internal sealed record ComponentRow(long TxnId, string Database, string TableName, string PartitionName, DataOperationType Operation)
{
    /// <summary>Writes nothing new: neither insert, update nor delete.</summary>
    public const DataOperationType Compaction = 0;
}
