using Metastore.Rpc.Wire;
using Thrift.Protocol;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>
/// A partition that stays as it is stored (<see cref="PartitionPayload"/>) until it is part of a reply in the binary protocol. It can only be written:
/// its properties are not set.
/// </summary>
internal sealed class EncodedPartition(byte[] payload, byte[]? columns, byte[] names) : Partition
{
    public override Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken)
    {
        var reply = (BinaryProtocol)oprot;
        reply.WriteRaw(PartitionPayload.BeginningOf(payload, out var hasDescriptor));
        if (hasDescriptor)
        {
            reply.WriteRaw(columns);
            reply.WriteRaw([(byte)TType.Stop]);
        }

        reply.WriteRaw(names);
        return reply.WriteStructEndAsync(cancellationToken);
    }
}
