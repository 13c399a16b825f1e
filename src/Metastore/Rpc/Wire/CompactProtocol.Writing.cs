using System.Buffers.Binary;
using System.Text;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

internal sealed partial class CompactProtocol
{
    public override Task WriteStructBeginAsync(TStruct @struct, CancellationToken cancellationToken = default)
    {
        EnterStruct();
        return Task.CompletedTask;
    }

    public override Task WriteStructEndAsync(CancellationToken cancellationToken = default)
    {
        _lastField = _outerFields.Pop();
        return Output.SpillAsync(cancellationToken);
    }

    public override Task WriteFieldBeginAsync(TField field, CancellationToken cancellationToken = default)
    {
        if (field.Type == TType.Bool)
        {
            // The head of a boolean field holds its value.
            _booleanField = field.ID;
        }
        else
        {
            WriteFieldHead(field.ID, CompactType.Of(field.Type));
        }

        return Task.CompletedTask;
    }

    public override Task WriteFieldStopAsync(CancellationToken cancellationToken = default)
    {
        Output.WriteByte(CompactType.Stop);
        return Task.CompletedTask;
    }

    public override Task WriteMapBeginAsync(TMap map, CancellationToken cancellationToken = default)
    {
        WriteVarint((uint)map.Count);
        if (map.Count > 0)
        {
            Output.WriteByte((byte)((CompactType.Of(map.KeyType) << 4) | CompactType.Of(map.ValueType)));
        }

        return Task.CompletedTask;
    }

    public override Task WriteListBeginAsync(TList list, CancellationToken cancellationToken = default) => WriteContainer(list.ElementType, list.Count);

    public override Task WriteSetBeginAsync(TSet set, CancellationToken cancellationToken = default) => WriteContainer(set.ElementType, set.Count);

    public override Task WriteBoolAsync(bool b, CancellationToken cancellationToken = default)
    {
        var value = b ? CompactType.True : CompactType.False;
        if (_booleanField is { } field)
        {
            WriteFieldHead(field, value);
            _booleanField = null;
        }
        else
        {
            Output.WriteByte(value);
        }

        return Task.CompletedTask;
    }

    public override Task WriteByteAsync(sbyte b, CancellationToken cancellationToken = default)
    {
        Output.WriteByte((byte)b);
        return Task.CompletedTask;
    }

    public override Task WriteI16Async(short i16, CancellationToken cancellationToken = default) => WriteZigzag32(i16);

    public override Task WriteI32Async(int i32, CancellationToken cancellationToken = default) => WriteZigzag32(i32);

    public override Task WriteI64Async(long i64, CancellationToken cancellationToken = default)
    {
        WriteVarint((ulong)((i64 << 1) ^ (i64 >> 63)));
        return Task.CompletedTask;
    }

    public override Task WriteDoubleAsync(double d, CancellationToken cancellationToken = default)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(Output.Take(sizeof(double)), d);
        return Task.CompletedTask;
    }

    public override Task WriteUtf8Async(ReadOnlySpan<byte> text, CancellationToken ct)
    {
        WriteVarint((uint)text.Length);
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
        // The head of a short list is one byte.
        Output.TakeBack(1);
        WriteContainer(element, count);
    }

    protected override void WriteMessageHead(TMessage message)
    {
        BeginFields();
        Output.WriteByte(ProtocolId);
        Output.WriteByte((byte)(Version | ((int)message.Type << 5)));
        WriteVarint((uint)message.SeqID);
        WriteString(message.Name);
    }

    private void WriteFieldHead(short id, byte type)
    {
        if (id > _lastField && id - _lastField <= 15)
        {
            Output.WriteByte((byte)(((id - _lastField) << 4) | type));
        }
        else
        {
            Output.WriteByte(type);
            WriteZigzag32(id);
        }

        _lastField = id;
    }

    private Task WriteContainer(TType element, int count)
    {
        var type = CompactType.Of(element);
        if (count < 15)
        {
            Output.WriteByte((byte)((count << 4) | type));
        }
        else
        {
            Output.WriteByte((byte)(0xf0 | type));
            WriteVarint((uint)count);
        }

        return Task.CompletedTask;
    }

    protected override void WriteString(string text)
    {
        var count = Encoding.UTF8.GetByteCount(text);
        WriteVarint((uint)count);
        Output.WriteUtf8(text, count);
    }

    private Task WriteZigzag32(int value)
    {
        WriteVarint((uint)((value << 1) ^ (value >> 31)));
        return Task.CompletedTask;
    }

    private void WriteVarint(ulong value)
    {
        while (value > 0x7f)
        {
            Output.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        Output.WriteByte((byte)value);
    }
}
