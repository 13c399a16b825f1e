using Metastore.Rpc.Wire;
using Thrift.Protocol;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>
/// A partition that stays as it is stored (<see cref="PartitionPayload"/>) until it is part of a reply in the binary protocol. It can only be written:
/// its properties are not set.
/// </summary>
internal sealed class EncodedPartition(PartitionRow row, Table table, byte[]? columns, byte[] names) : Partition
{
    private static readonly TField LocationField = new("location", TType.String, 2);

    public override async Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken)
    {
        var reply = (BinaryProtocol)oprot;
        reply.WriteRaw(PartitionPayload.BeginningOf(row.Payload, out var hasDescriptor));
        if (hasDescriptor)
        {
            if (row.PlaceIn(table) is { } location)
            {
                await reply.WriteFieldBeginAsync(LocationField, cancellationToken);
                await reply.WriteStringAsync(location, cancellationToken);
            }

            reply.WriteRaw(columns);
            reply.WriteRaw([(byte)TType.Stop]);
        }

        reply.WriteRaw(names);
        await reply.WriteStructEndAsync(cancellationToken);
    }
}
