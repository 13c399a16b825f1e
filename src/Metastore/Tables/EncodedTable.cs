using Metastore.Rpc.Wire;
using Thrift.Protocol;

namespace Metastore.Tables;

/// <summary>A table that stays as it is stored until it is part of a reply in the binary protocol. It can only be written: its properties are not set.</summary>
internal sealed class EncodedTable(byte[] payload) : Table
{
    public override Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken) => ((BinaryProtocol)oprot).WriteStoredAsync(payload, cancellationToken);
}
