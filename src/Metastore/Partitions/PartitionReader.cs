using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Turns stored partitions of one table into Hive's structs.</summary>
internal static class PartitionReader
{
    /// <summary>The partitions in the order of the rows, names and column lists put back.</summary>
    public static async Task<List<Partition>> ReadAsync(Tx tx, TableName table, List<PartitionRow> rows, CancellationToken ct)
    {
        var columns = await PartitionStore.ReadColumnsAsync(tx, rows, ct);
        return rows.ConvertAll(row =>
        {
            var partition = PartitionPayload.Read(row.Payload, row.ColumnsHash is { } hash ? columns[Convert.ToHexString(hash)] : null);
            (partition.CatName, partition.DbName, partition.TableName) = (table.Catalog, table.Database, table.Table);
            partition.Sd = IsMissing(partition.Sd!) ? null : partition.Sd;
            return partition;
        });
    }

    // A partition of a view may have been given without.
    private static bool IsMissing(StorageDescriptor descriptor) =>
        descriptor is { Cols: null, Location: null, SerdeInfo: null } && !descriptor.__isset.compressed;
}
