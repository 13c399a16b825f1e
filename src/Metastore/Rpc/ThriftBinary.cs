using Thrift.Protocol;
using Thrift.Transport.Client;

namespace Metastore.Rpc;

/// <summary>Structs to and from the bytes they have on the wire, in Thrift's binary protocol: the form in which they are stored.</summary>
internal static class ThriftBinary
{
    public static byte[] Write(TBase value)
    {
        using var transport = new TMemoryBufferTransport(null);
        using var protocol = new TBinaryProtocol(transport);
        value.WriteAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
        return transport.GetBuffer().AsSpan(0, (int)transport.Length).ToArray();
    }

    public static T Read<T>(byte[] bytes)
        where T : TBase, new()
    {
        using var transport = new TMemoryBufferTransport(bytes, null);
        using var protocol = new TBinaryProtocol(transport);
        var value = new T();
        value.ReadAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
        return value;
    }
}
