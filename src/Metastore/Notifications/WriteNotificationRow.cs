namespace Metastore.Notifications;

/// <summary>Files that a transaction has written into a table or a partition.</summary>
internal sealed record WriteNotificationRow
{
    /// <summary>Between files, as in Hive (<c>ReplChangeManager.joinWithSeparator</c>).</summary>
    public const string Separator = "]";

    public required long TxnId { get; init; }

    public required string Database { get; init; }

    public required string TableName { get; init; }

    /// <summary>Empty for the table itself.</summary>
    public required string PartitionName { get; init; }

    public required long WriteId { get; init; }

    /// <summary>Thrift's JSON of the table.</summary>
    public required string TableObject { get; init; }

    public string? PartitionObject { get; init; }

    /// <summary>As in the messages of inserts, with <see cref="Separator"/> between.</summary>
    public required string Files { get; init; }

    public required long At { get; init; }

    public WriteEventInfo ToInfo() => new(WriteId, Database, TableName, Files)
    {
        Partition = PartitionName,
        TableObj = TableObject,
        PartitionObj = PartitionObject,
    };
}
