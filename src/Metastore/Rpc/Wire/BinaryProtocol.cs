using System.Buffers.Binary;
using System.Text;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>Thrift's binary protocol. Requests may have the strict or the old message head; the reply has the same.</summary>
internal sealed partial class BinaryProtocol(OutputBuffer output, int nestingDepth) : BufferedProtocol(output, nestingDepth)
{
    private bool _strict = true;

    public override int GetMinSerializedSize(TType type) => BinaryType.SmallestSize((byte)type);

    public override ValueTask<TStruct> ReadStructBeginAsync(CancellationToken cancellationToken = default) => new(AnonymousStruct);

    public override Task ReadStructEndAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override ValueTask<TField> ReadFieldBeginAsync(CancellationToken cancellationToken = default)
    {
        var type = (TType)TakeByte();
        return type == TType.Stop ? new(StopField) : new(new TField(string.Empty, type, ReadI16()));
    }

    public override ValueTask<TMap> ReadMapBeginAsync(CancellationToken cancellationToken = default)
    {
        var (key, value) = ((TType)TakeByte(), (TType)TakeByte());
        return new(new TMap(key, value, CheckCount(ReadI32(), 2)));
    }

    public override ValueTask<TList> ReadListBeginAsync(CancellationToken cancellationToken = default)
    {
        var element = (TType)TakeByte();
        return new(new TList(element, CheckCount(ReadI32())));
    }

    public override ValueTask<TSet> ReadSetBeginAsync(CancellationToken cancellationToken = default)
    {
        var element = (TType)TakeByte();
        return new(new TSet(element, CheckCount(ReadI32())));
    }

    // As in Java, every byte but 1 is false.
    public override ValueTask<bool> ReadBoolAsync(CancellationToken cancellationToken = default) => new(TakeByte() == 1);

    public override ValueTask<sbyte> ReadByteAsync(CancellationToken cancellationToken = default) => new((sbyte)TakeByte());

    public override ValueTask<short> ReadI16Async(CancellationToken cancellationToken = default) => new(ReadI16());

    public override ValueTask<int> ReadI32Async(CancellationToken cancellationToken = default) => new(ReadI32());

    public override ValueTask<long> ReadI64Async(CancellationToken cancellationToken = default)
        => new(BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long))));

    public override ValueTask<double> ReadDoubleAsync(CancellationToken cancellationToken = default)
        => new(BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double))));

    public override ValueTask<string> ReadStringAsync(CancellationToken cancellationToken = default)
        => new(Encoding.UTF8.GetString(Take(ReadI32())));

    public override ValueTask<byte[]> ReadBinaryAsync(CancellationToken cancellationToken = default)
        => new(Take(ReadI32()).ToArray());

    public override ValueTask<Guid> ReadUuidAsync(CancellationToken cancellationToken = default)
        => new(new Guid(Take(16), bigEndian: true));

    protected override TMessage ReadMessageHead()
    {
        var first = ReadI32();
        _strict = first < 0;
        var type = (TMessageType)(first & 0xff);
        var name = Encoding.UTF8.GetString(Take(_strict ? ReadI32() : first));
        if (!_strict)
        {
            type = (TMessageType)TakeByte();
        }

        return new TMessage(name, type, ReadI32());
    }

    private short ReadI16() => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));

    private int ReadI32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));
}
