using System.Text;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift.Protocol;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>
/// Stands as the only element in the list of a reply for partitions that are still in the database (<see cref="StreamedList"/>). It can only be written.
/// The rows are those of <see cref="PartitionStore.OpenAsync(Tx, PartitionedTable, Names.NameRange, int, CancellationToken)"/>, at the first of them.
/// </summary>
internal sealed class StreamedPartitions(Db db, PartitionedTable table, PartitionTrim trim, Rows rows) : Partition
{
    private readonly Dictionary<UInt128, byte[]> _columns = [];
    private readonly byte[] _names = PartitionPayload.WriteNames(table.Table);
    private readonly byte[]? _root = table.Table.Sd?.Location is { } location ? Encoding.UTF8.GetBytes(Warehouse.Location.Below(location, "")) : null;

    public override Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken) => StreamedList.WriteAsync(
        rows, PartitionRow.ReadTotal(rows.Reader), (BufferedProtocol)oprot, TType.Struct, trim.LeavesBytes ? WriteStoredAsync : WriteDecodedAsync, cancellationToken);

    // The decoded path's twin: both give the same struct.
    private async Task WriteStoredAsync(BufferedProtocol reply, CancellationToken ct)
    {
        var columns = FindColumns() ?? await ReadColumnsAsync(ct);
        var isBelow = _root is not null && rows.Reader.IsDBNull(PartitionRow.LocationColumn);
        PartitionPayload.WriteReply(
            (BinaryProtocol)reply,
            rows.Bytes(PartitionRow.PayloadColumn),
            isBelow ? _root : rows.Bytes(PartitionRow.LocationColumn),
            isBelow ? rows.Bytes(PartitionRow.NameColumn) : [],
            columns,
            _names);
        await reply.WriteStructEndAsync(ct);
    }

    private async Task WriteDecodedAsync(BufferedProtocol reply, CancellationToken ct)
    {
        var row = PartitionRow.Read(rows.Reader, table.Id);
        var columns = FindColumns() ?? await ReadColumnsAsync(ct);
        var partition = PartitionReader.Read(row, table.Table, row.ColumnsHash is null ? null : PartitionPayload.ReadColumns(columns));
        await trim.Apply([partition])[0].WriteAsync(reply, ct);
    }

    // Nothing for a partition without a list; null for one that is still to be read.
    private byte[]? FindColumns() =>
        rows.Bytes(PartitionRow.ColumnsHashColumn) is not { Length: > 0 } hash ? [] : _columns.GetValueOrDefault(StoredColumns.KeyOf(hash));

    // On another connection: that of the rows is busy.
    private async Task<byte[]> ReadColumnsAsync(CancellationToken ct)
    {
        var hash = rows.Bytes(PartitionRow.ColumnsHashColumn).ToArray();
        return _columns[StoredColumns.KeyOf(hash)] = StoredColumns.Find(hash) ?? await db.ReadAsync(tx => StoredColumns.ReadAsync(tx, hash, ct), ct);
    }
}
