using System.Buffers.Binary;
using System.Text;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

internal sealed partial class BinaryProtocol
{
    private const int StrictVersion = unchecked((int)0x80010000);

    /// <summary>Writes a struct that is stored as it goes over the wire.</summary>
    public Task WriteStoredAsync(ReadOnlySpan<byte> bytes, CancellationToken ct)
    {
        WriteRaw(bytes);
        return Output.SpillAsync(ct);
    }

    public override Task WriteStructBeginAsync(TStruct @struct, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteStructEndAsync(CancellationToken cancellationToken = default) => Output.SpillAsync(cancellationToken);

    public override Task WriteFieldBeginAsync(TField field, CancellationToken cancellationToken = default)
    {
        var span = Output.Take(3);
        span[0] = (byte)field.Type;
        BinaryPrimitives.WriteInt16BigEndian(span[1..], field.ID);
        return Task.CompletedTask;
    }

    public override Task WriteFieldStopAsync(CancellationToken cancellationToken = default)
    {
        Output.WriteByte((byte)TType.Stop);
        return Task.CompletedTask;
    }

    public override Task WriteMapBeginAsync(TMap map, CancellationToken cancellationToken = default)
    {
        Output.WriteByte((byte)map.KeyType);
        return WriteContainer(map.ValueType, map.Count);
    }

    public override Task WriteListBeginAsync(TList list, CancellationToken cancellationToken = default) => WriteContainer(list.ElementType, list.Count);

    public override Task WriteSetBeginAsync(TSet set, CancellationToken cancellationToken = default) => WriteContainer(set.ElementType, set.Count);

    public override Task WriteBoolAsync(bool b, CancellationToken cancellationToken = default)
    {
        Output.WriteByte(b ? (byte)1 : (byte)0);
        return Task.CompletedTask;
    }

    public override Task WriteByteAsync(sbyte b, CancellationToken cancellationToken = default)
    {
        Output.WriteByte((byte)b);
        return Task.CompletedTask;
    }

    public override Task WriteI16Async(short i16, CancellationToken cancellationToken = default)
    {
        BinaryPrimitives.WriteInt16BigEndian(Output.Take(sizeof(short)), i16);
        return Task.CompletedTask;
    }

    public override Task WriteI32Async(int i32, CancellationToken cancellationToken = default)
    {
        WriteI32(i32);
        return Task.CompletedTask;
    }

    public override Task WriteI64Async(long i64, CancellationToken cancellationToken = default)
    {
        BinaryPrimitives.WriteInt64BigEndian(Output.Take(sizeof(long)), i64);
        return Task.CompletedTask;
    }

    public override Task WriteDoubleAsync(double d, CancellationToken cancellationToken = default)
    {
        BinaryPrimitives.WriteDoubleBigEndian(Output.Take(sizeof(double)), d);
        return Task.CompletedTask;
    }

    public override Task WriteUtf8Async(ReadOnlySpan<byte> text, CancellationToken ct)
    {
        WriteI32(text.Length);
        Output.Write(text);
        return Output.SpillAsync(ct);
    }

    public override Task WriteUuidAsync(Guid uuid, CancellationToken cancellationToken = default)
    {
        uuid.TryWriteBytes(Output.Take(16), bigEndian: true, out _);
        return Task.CompletedTask;
    }

    public override void RestartList(TType element, int count)
    {
        Output.TakeBack(1 + sizeof(int));
        WriteContainer(element, count);
    }

    protected override void WriteMessageHead(TMessage message)
    {
        if (_strict)
        {
            WriteI32(StrictVersion | (int)message.Type);
            WriteString(message.Name);
        }
        else
        {
            WriteString(message.Name);
            Output.WriteByte((byte)message.Type);
        }

        WriteI32(message.SeqID);
    }

    private Task WriteContainer(TType element, int count)
    {
        Output.WriteByte((byte)element);
        WriteI32(count);
        return Task.CompletedTask;
    }

    protected override void WriteString(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        WriteI32(count);
        Output.WriteUtf8(text, count);
    }

    private void WriteI32(int value) => BinaryPrimitives.WriteInt32BigEndian(Output.Take(sizeof(int)), value);
}
