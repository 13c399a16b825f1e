namespace Metastore.Partitions;

/// <summary>A stored partition (<see cref="PartitionPayload"/>), with the hash of its column list.</summary>
internal sealed record PartitionRow
{
    public required long TableId { get; init; }

    /// <summary>Hive's name of the partition, <c>a=1/b=2</c>.</summary>
    public required string Name { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>Key into <c>column_lists</c>; null for a partition without a column list.</summary>
    public byte[]? ColumnsHash { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>The row of a partition whose shape is the one clients get; its column list is added to those of the batch.</summary>
    public static PartitionRow From(long tableId, string name, Partition partition, ColumnLists columns) => new()
    {
        TableId = tableId,
        Name = name,
        ColumnsHash = columns.HashOf(partition.Sd?.Cols),
        Payload = PartitionPayload.Write(partition),
    };
}
