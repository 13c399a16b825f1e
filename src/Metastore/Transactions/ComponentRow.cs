namespace Metastore.Transactions;

/// <summary>What a transaction writes: a table, or one of its partitions.</summary>
internal sealed record ComponentRow(long TxnId, string Database, string TableName, string PartitionName, DataOperationType Operation);
