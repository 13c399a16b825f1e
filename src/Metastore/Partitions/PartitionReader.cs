using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Turns stored partitions of one table into Hive's structs.</summary>
internal static class PartitionReader
{
    /// <summary>The partitions for a reply, in the order of the rows. Where the trim leaves them bytes, they can only be written.</summary>
    public static async Task<List<Partition>> ReadAsync(Tx tx, Table table, List<PartitionRow> rows, PartitionTrim trim, CancellationToken ct)
    {
        if (!trim.LeavesBytes)
        {
            return trim.Apply(await ReadAsync(tx, table, rows, ct));
        }

        var columns = await StoredColumns.ReadAsync(tx, rows, ct);
        var names = PartitionPayload.WriteNames(table);
        return rows.ConvertAll<Partition>(row => new EncodedPartition(row, table, row.ColumnsHash is { } hash ? columns[StoredColumns.KeyOf(hash)] : null, names));
    }

    /// <summary>The partitions in the order of the rows; names, locations and column lists put back.</summary>
    public static async Task<List<Partition>> ReadAsync(Tx tx, Table table, List<PartitionRow> rows, CancellationToken ct)
    {
        var columns = (await StoredColumns.ReadAsync(tx, rows, ct)).ToDictionary(pair => pair.Key, pair => PartitionPayload.ReadColumns(pair.Value));
        return rows.ConvertAll(row => Read(row, table, row.ColumnsHash is { } hash ? columns[StoredColumns.KeyOf(hash)] : null));
    }

    /// <summary>One partition, its column list given.</summary>
    public static Partition Read(PartitionRow row, Table table, List<FieldSchema>? columns)
    {
        var partition = PartitionPayload.Read(row.Payload, columns);
        (partition.CatName, partition.DbName, partition.TableName) = (table.CatName, table.DbName, table.TableName);
        partition.Sd?.Location = row.PlaceIn(table);
        return partition;
    }
}
