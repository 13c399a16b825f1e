using BenchmarkDotNet.Attributes;
using Metastore.Bench.Wire;
using Metastore.Rpc;

namespace Metastore.Bench.Codec;

/// <summary>A partition to and from the bytes in which it is stored.</summary>
[MemoryDiagnoser]
public class PartitionCodec
{
    private readonly Partition _partition = Dataset.Partition("t", 0);
    private readonly byte[] _bytes = ThriftBinary.Write(Dataset.Partition("t", 0));

    [Benchmark]
    public int Write() => ThriftBinary.Write(_partition).Length;

    [Benchmark]
    public object Read() => ThriftBinary.Read<Partition>(_bytes);
}
