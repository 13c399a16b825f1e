using Metastore.Rpc.Wire;
using Thrift.Protocol;

namespace Metastore.Statistics;

/// <summary>A column's statistics that stay as they are stored until they are part of a reply in the binary protocol. They can only be written: the properties are not set.</summary>
internal sealed class EncodedColumn(byte[] payload) : ColumnStatisticsObj
{
    public override Task WriteAsync(TProtocol oprot, CancellationToken cancellationToken) => ((BinaryProtocol)oprot).WriteStoredAsync(payload, cancellationToken);
}
