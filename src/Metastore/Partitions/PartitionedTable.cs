using Metastore.Names;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>A stored table whose partitions are asked for.</summary>
internal sealed record PartitionedTable(TableRow Row, Table Table)
{
    public long Id => Row.Id;

    public TableName Name => Row.FullName;

    public List<FieldSchema> Keys => Table.PartitionKeys ?? [];

    /// <summary>Null if there is no such table.</summary>
    public static async Task<PartitionedTable?> FindAsync(Tx tx, TableName name, CancellationToken ct) =>
        await TableStore.FindAsync(tx, name, ct) is { } row ? new(row, row.ToTable()) : null;

    /// <summary>What Hive says of a missing table where it lists partitions (<c>ObjectStore.ensureGetTable</c>).</summary>
    public static NoSuchObjectException Missing(TableName name) => Errors.NoSuchObject($"Specified catalog.database.table does not exist : {name}");
}
