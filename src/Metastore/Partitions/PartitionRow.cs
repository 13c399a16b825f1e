using System.Data.Common;

namespace Metastore.Partitions;

/// <summary>A stored partition (<see cref="PartitionPayload"/>), with its place and the hash of its column list.</summary>
internal sealed record PartitionRow
{
    /// <summary>The columns of a reader of <see cref="PartitionStore.OpenAsync(Storage.Tx, PartitionedTable, Names.NameRange, int, CancellationToken)"/>.</summary>
    public const int NameColumn = 0;
    public const int LocationColumn = 1;
    public const int ColumnsHashColumn = 2;
    public const int PayloadColumn = 3;
    private const int TotalColumn = 4;

    public required long TableId { get; init; }

    /// <summary>Hive's name of the partition, <c>a=1/b=2</c>.</summary>
    public required string Name { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The location; null where it is the table's with the name below, so that it goes with the table, and empty for none.</summary>
    public string? Location { get; init; }

    /// <summary>Key into <c>column_lists</c>; null for a partition without a column list.</summary>
    public byte[]? ColumnsHash { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>The row of a partition of the table whose shape is the one clients get; its column list is added to those of the batch.</summary>
    public static PartitionRow From(Table table, string name, Partition partition, ColumnLists columns) => new()
    {
        TableId = table.Id,
        Name = name,
        Location = partition.Sd?.Location is { } place ? place == DefaultPlace(table, name) ? null : place : "",
        ColumnsHash = columns.HashOf(partition.Sd?.Cols),
        Payload = PartitionPayload.Write(partition),
    };

    /// <summary>The row at which such a reader stands.</summary>
    public static PartitionRow Read(DbDataReader reader, long tableId) => new()
    {
        TableId = tableId,
        Name = reader.GetString(NameColumn),
        Location = reader.IsDBNull(LocationColumn) ? null : reader.GetString(LocationColumn),
        ColumnsHash = reader.IsDBNull(ColumnsHashColumn) ? null : reader.GetFieldValue<byte[]>(ColumnsHashColumn),
        Payload = reader.GetFieldValue<byte[]>(PayloadColumn),
    };

    /// <summary>How many rows there are in all, as each of them says.</summary>
    public static long ReadTotal(DbDataReader reader) => reader.GetInt64(TotalColumn);

    /// <summary>The location that clients see; null for none.</summary>
    public string? PlaceIn(Table table) => Location switch
    {
        null => DefaultPlace(table, Name),
        "" => null,
        _ => Location,
    };

    private static string? DefaultPlace(Table table, string name) => table.Sd?.Location is { } root ? Warehouse.Location.Below(root, name) : null;
}
