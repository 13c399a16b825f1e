namespace Metastore.Transactions;

/// <summary>A committed transaction that has changed what another one, which ran beside it, has changed as well.</summary>
internal sealed record WriteConflict
{
    public required string Database { get; init; }

    public required string TableName { get; init; }

    /// <summary>Empty where the table has none.</summary>
    public required string PartitionName { get; init; }

    public required long TxnId { get; init; }

    /// <summary>The highest transaction when it was committed.</summary>
    public required long CommitId { get; init; }

    public required DataOperationType Operation { get; init; }

    public required DataOperationType OwnOperation { get; init; }

    /// <summary>Hive's text for the one that comes second, which is aborted.</summary>
    public string Describe(long id, long commitId)
    {
        var place = string.Join('/', new[] { Database, TableName, PartitionName }.Where(name => name.Length > 0));
        return $"Aborting [txnid:{id},{commitId}] due to a write conflict on {place} committed by [txnid:{TxnId},{CommitId}] {Letter(OwnOperation)}/{Letter(Operation)}";
    }

    private static char Letter(DataOperationType operation) => operation == DataOperationType.DELETE ? 'd' : 'u';
}
