using Metastore.Rpc;

namespace Metastore.Statistics;

/// <summary>The stored statistics of a column of a table or of one of its partitions, as one engine knows them.</summary>
internal sealed record StatisticsRow
{
    public required long TableId { get; init; }

    /// <summary>Hive's name of the partition; empty for the table itself.</summary>
    public required string PartitionName { get; init; }

    public required string ColumnName { get; init; }

    public required string Engine { get; init; }

    /// <summary>The column's type as the client gave it; it decides what a changed column keeps.</summary>
    public required string ColumnType { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long LastAnalyzed { get; init; }

    /// <summary>Hive's <see cref="ColumnStatisticsObj"/>.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>The column in a stored payload for a reply; where the connection takes bytes, it can only be written.</summary>
    public static ColumnStatisticsObj ForReply(byte[] payload, Session? session) =>
        session is { RepliesInBinary: true } ? new EncodedColumn(payload) : ThriftBinary.Read<ColumnStatisticsObj>(payload);

    public ColumnStatisticsObj ToColumn() => ThriftBinary.Read<ColumnStatisticsObj>(Payload);
}
