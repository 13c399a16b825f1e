using Metastore.Rpc.Wire;
using Thrift.Protocol;

namespace Metastore.Rpc;

/// <summary>Structs to and from the bytes they have on the wire, in Thrift's binary protocol: the form in which they are stored. For all threads.</summary>
internal static class ThriftBinary
{
    private const int NestingDepth = 64;

    // Reading and writing memory never waits: a thread has finished with its codec when it gets back here.
    [ThreadStatic]
    private static Codec? _codec;

    /// <summary>The struct's bytes, its stop included.</summary>
    public static byte[] Write(TBase value)
    {
        var codec = _codec ??= new Codec();
        codec.Output.Begin(writer: null, inFrame: false);
        try
        {
            value.WriteAsync(codec.Protocol, CancellationToken.None).GetAwaiter().GetResult();
            return codec.Output.Waiting.ToArray();
        }
        finally
        {
            codec.Output.Release();
        }
    }

    /// <summary>The struct whose bytes these are; bytes after its stop are not looked at.</summary>
    /// <exception cref="TProtocolException">The bytes are no such struct: they end too early, or nest or announce more than they can hold.</exception>
    public static T Read<T>(byte[] bytes)
        where T : TBase, new()
    {
        var codec = _codec ??= new Codec();
        codec.Protocol.Begin(bytes, 0, bytes.Length, elements: bytes.Length);
        try
        {
            var value = new T();
            value.ReadAsync(codec.Protocol, CancellationToken.None).GetAwaiter().GetResult();
            return value;
        }
        finally
        {
            codec.Protocol.Release();
        }
    }

    private sealed class Codec
    {
        public Codec() => Protocol = new BinaryProtocol(Output, NestingDepth);

        public OutputBuffer Output { get; } = new();

        public BinaryProtocol Protocol { get; }
    }
}
