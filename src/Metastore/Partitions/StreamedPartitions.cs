using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift.Protocol;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>
/// Stands as the only element in the list of a reply for partitions that are still in the database: each goes into the reply as its row arrives, so
/// that memory does not grow with the list. It can only be written. The rows stand at the first of them.
/// </summary>
/// <remarks>What goes wrong after the first bytes have left can't be told to the client any more: its connection is closed.</remarks>
internal sealed class StreamedPartitions(Db db, PartitionedTable table, PartitionTrim trim, Rows rows) : Partition
{
    private readonly Dictionary<UInt128, byte[]> _columns = [];

    public override async Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken)
    {
        var names = PartitionPayload.WriteNames(table.Table);
        var announced = PartitionRow.ReadTotal(rows.Reader);
        ((BufferedProtocol)oprot).RestartList(TType.Struct, announced);
        var written = 0;
        do
        {
            var row = PartitionRow.Read(rows.Reader, table.Id);
            var columns = row.ColumnsHash is { } hash ? await ColumnsAsync(hash, cancellationToken) : null;
            var partition = trim.LeavesBytes ? new EncodedPartition(row, table.Table, columns, names) : Decoded(row, columns);
            await partition.WriteAsync(oprot, cancellationToken);
            written++;
        }
        while (await rows.NextAsync(cancellationToken));
        if (written != announced)
        {
            throw new System.InvalidOperationException($"{announced} partitions were announced, and {written} found");
        }
    }

    private Partition Decoded(PartitionRow row, byte[]? columns) =>
        trim.Apply([PartitionReader.Read(row, table.Table, columns is null ? null : PartitionPayload.ReadColumns(columns))])[0];

    // On another connection: that of the rows is busy.
    private async ValueTask<byte[]> ColumnsAsync(byte[] hash, CancellationToken ct)
    {
        var key = StoredColumns.KeyOf(hash);
        return _columns.TryGetValue(key, out var columns) ? columns
            : _columns[key] = StoredColumns.Find(hash) ?? await db.ReadAsync(tx => StoredColumns.ReadAsync(tx, hash, ct), ct);
    }
}
