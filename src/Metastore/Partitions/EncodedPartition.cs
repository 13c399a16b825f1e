using System.Text;
using Metastore.Rpc.Wire;
using Thrift.Protocol;

namespace Metastore.Partitions;

/// <summary>
/// A partition that stays as it is stored (<see cref="PartitionPayload"/>) until it is part of a reply in the binary protocol. It can only be written:
/// its properties are not set.
/// </summary>
internal sealed class EncodedPartition(PartitionRow row, Table table, byte[]? columns, byte[] names) : Partition
{
    public override async Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken)
    {
        var reply = (BinaryProtocol)oprot;
        PartitionPayload.WriteReply(reply, row.Payload, Encoding.UTF8.GetBytes(row.PlaceIn(table) ?? ""), [], columns, names);
        await reply.WriteStructEndAsync(cancellationToken);
    }
}
