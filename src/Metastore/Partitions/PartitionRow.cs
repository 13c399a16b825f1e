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
}
