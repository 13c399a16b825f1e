using System.Buffers.Binary;
using System.Text;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>Thrift's compact protocol.</summary>
internal sealed partial class CompactProtocol(OutputBuffer output, int nestingDepth) : BufferedProtocol(output, nestingDepth)
{
    private const byte ProtocolId = 0x82;
    private const byte Version = 1;

    private readonly Stack<short> _outerFields = new();
    private short _lastField;
    private bool? _fieldValue;
    private short? _booleanField;

    public override void Begin(byte[] bytes, int start, int length, long elements)
    {
        base.Begin(bytes, start, length, elements);
        BeginFields();
    }

    public override int GetMinSerializedSize(TType type) => type == TType.Double ? sizeof(double) : 1;

    public override ValueTask<TStruct> ReadStructBeginAsync(CancellationToken cancellationToken = default)
    {
        EnterStruct();
        return new(AnonymousStruct);
    }

    public override Task ReadStructEndAsync(CancellationToken cancellationToken = default)
    {
        _lastField = _outerFields.Pop();
        return Task.CompletedTask;
    }

    public override ValueTask<TField> ReadFieldBeginAsync(CancellationToken cancellationToken = default)
    {
        var head = TakeByte();
        if ((head & 0x0f) == CompactType.Stop)
        {
            return new(StopField);
        }

        _lastField = head < 0x10 ? (short)ReadZigzag(CompactType.LongestI16) : (short)(_lastField + (head >> 4));
        var type = CompactType.ToThrift(head & 0x0f);
        _fieldValue = type == TType.Bool ? (head & 0x0f) == CompactType.True : null;
        return new(new TField(string.Empty, type, _lastField));
    }

    public override ValueTask<TMap> ReadMapBeginAsync(CancellationToken cancellationToken = default)
    {
        var count = CheckCount(ReadI32Varint(), 2);
        var types = count == 0 ? 0 : TakeByte();
        return new(new TMap(CompactType.ToThrift(types >> 4), CompactType.ToThrift(types & 0x0f), count));
    }

    public override ValueTask<TList> ReadListBeginAsync(CancellationToken cancellationToken = default)
    {
        var (element, count) = ReadElements();
        return new(new TList(element, count));
    }

    public override ValueTask<TSet> ReadSetBeginAsync(CancellationToken cancellationToken = default)
    {
        var (element, count) = ReadElements();
        return new(new TSet(element, count));
    }

    public override ValueTask<bool> ReadBoolAsync(CancellationToken cancellationToken = default)
    {
        var value = _fieldValue ?? TakeByte() == CompactType.True;
        _fieldValue = null;
        return new(value);
    }

    public override ValueTask<sbyte> ReadByteAsync(CancellationToken cancellationToken = default) => new((sbyte)TakeByte());

    public override ValueTask<short> ReadI16Async(CancellationToken cancellationToken = default) => new((short)ReadZigzag(CompactType.LongestI16));

    public override ValueTask<int> ReadI32Async(CancellationToken cancellationToken = default) => new((int)ReadZigzag(CompactType.LongestI32));

    public override ValueTask<long> ReadI64Async(CancellationToken cancellationToken = default) => new(ReadZigzag(CompactType.LongestI64));

    public override ValueTask<double> ReadDoubleAsync(CancellationToken cancellationToken = default)
        => new(BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double))));

    public override ValueTask<string> ReadStringAsync(CancellationToken cancellationToken = default)
        => new(Encoding.UTF8.GetString(Take(ReadI32Varint())));

    public override ValueTask<byte[]> ReadBinaryAsync(CancellationToken cancellationToken = default)
        => new(Take(ReadI32Varint()).ToArray());

    public override ValueTask<Guid> ReadUuidAsync(CancellationToken cancellationToken = default)
        => new(new Guid(Take(16), bigEndian: true));

    protected override TMessage ReadMessageHead()
    {
        if (TakeByte() != ProtocolId)
        {
            throw Invalid("Not the compact protocol");
        }

        var type = (TMessageType)(TakeByte() >> 5);
        var sequence = ReadI32Varint();
        return new TMessage(Encoding.UTF8.GetString(Take(ReadI32Varint())), type, sequence);
    }

    private void BeginFields()
    {
        _outerFields.Clear();
        _lastField = 0;
        (_fieldValue, _booleanField) = (null, null);
    }

    private void EnterStruct()
    {
        _outerFields.Push(_lastField);
        _lastField = 0;
    }

    private (TType Element, int Count) ReadElements()
    {
        var head = TakeByte();
        var count = head >> 4 == 15 ? ReadI32Varint() : head >> 4;
        return (CompactType.ToThrift(head & 0x0f), CheckCount(count));
    }

    private int ReadI32Varint() => (int)ReadVarint(CompactType.LongestI32);

    private long ReadZigzag(int longest)
    {
        var value = ReadVarint(longest);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint(int longest)
    {
        var value = 0UL;
        for (var shift = 0; shift < 7 * longest; shift += 7)
        {
            var part = TakeByte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Invalid("A number is too long");
    }
}
