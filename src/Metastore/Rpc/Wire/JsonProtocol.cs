using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Thrift.Protocol;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>
/// Thrift's JSON protocol, for writing structs only: they are read by others. A field is <c>"number":{"type":value}</c>, a list <c>["type",count,…]</c>,
/// a map <c>["type","type",count,{…}]</c>.
/// </summary>
internal sealed class JsonProtocol(OutputBuffer output) : TProtocol(NoTransport.Instance)
{
    // What is open: objects alternate between keys and values, arrays have values only.
    private readonly Stack<Open> _open = [];

    public override Task WriteStructBeginAsync(TStruct @struct, CancellationToken cancellationToken = default) => Begin('{');

    public override Task WriteStructEndAsync(CancellationToken cancellationToken = default) => End('}');

    public override Task WriteFieldBeginAsync(TField field, CancellationToken cancellationToken = default)
    {
        WriteNumber(field.ID);
        Begin('{');
        return Write(NameOf(field.Type));
    }

    public override Task WriteFieldEndAsync(CancellationToken cancellationToken = default) => End('}');

    public override Task WriteFieldStopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task WriteMapBeginAsync(TMap map, CancellationToken cancellationToken = default)
    {
        Begin('[');
        Write(NameOf(map.KeyType));
        Write(NameOf(map.ValueType));
        WriteNumber(map.Count);
        return Begin('{');
    }

    public override Task WriteMapEndAsync(CancellationToken cancellationToken = default)
    {
        End('}');
        return End(']');
    }

    public override Task WriteListBeginAsync(TList list, CancellationToken cancellationToken = default) => BeginList(list.ElementType, list.Count);

    public override Task WriteListEndAsync(CancellationToken cancellationToken = default) => End(']');

    public override Task WriteSetBeginAsync(TSet set, CancellationToken cancellationToken = default) => BeginList(set.ElementType, set.Count);

    public override Task WriteSetEndAsync(CancellationToken cancellationToken = default) => End(']');

    public override Task WriteBoolAsync(bool b, CancellationToken cancellationToken = default) => WriteNumber(b ? 1 : 0);

    public override Task WriteByteAsync(sbyte b, CancellationToken cancellationToken = default) => WriteNumber(b);

    public override Task WriteI16Async(short i16, CancellationToken cancellationToken = default) => WriteNumber(i16);

    public override Task WriteI32Async(int i32, CancellationToken cancellationToken = default) => WriteNumber(i32);

    public override Task WriteI64Async(long i64, CancellationToken cancellationToken = default) => WriteNumber(i64);

    public override Task WriteDoubleAsync(double d, CancellationToken cancellationToken = default)
    {
        var text = d.ToString("R", CultureInfo.InvariantCulture);
        if (!double.IsFinite(d))
        {
            return Write(text);
        }

        var quoted = Next();
        Quote(quoted);
        output.WriteUtf8(text, text.Length);
        return Quote(quoted);
    }

    public override Task WriteStringAsync(string s, CancellationToken cancellationToken = default) => Write(Encoding.UTF8.GetBytes(s));

    public override Task WriteBinaryAsync(byte[] bytes, CancellationToken cancellationToken = default) => Write(Convert.ToBase64String(bytes));

    public override Task WriteUuidAsync(Guid uuid, CancellationToken cancellationToken = default) => Write(uuid.ToString());

    public override int GetMinSerializedSize(TType type) => 1;

    public override Task WriteMessageBeginAsync(TMessage message, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task WriteMessageEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<TMessage> ReadMessageBeginAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task ReadMessageEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<TStruct> ReadStructBeginAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task ReadStructEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<TField> ReadFieldBeginAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task ReadFieldEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<TMap> ReadMapBeginAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task ReadMapEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<TList> ReadListBeginAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task ReadListEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<TSet> ReadSetBeginAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override Task ReadSetEndAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<bool> ReadBoolAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<sbyte> ReadByteAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<short> ReadI16Async(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<int> ReadI32Async(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<long> ReadI64Async(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<double> ReadDoubleAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<string> ReadStringAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<byte[]> ReadBinaryAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override ValueTask<Guid> ReadUuidAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private static string NameOf(TType type) => type switch
    {
        TType.Bool => "tf",
        TType.Byte => "i8",
        TType.I16 => "i16",
        TType.I32 => "i32",
        TType.I64 => "i64",
        TType.Double => "dbl",
        TType.String => "str",
        TType.Struct => "rec",
        TType.Map => "map",
        TType.Set => "set",
        TType.List => "lst",
        TType.Uuid => "uid",
        _ => throw new NotSupportedException(),
    };

    private Task BeginList(TType element, int count)
    {
        Begin('[');
        Write(NameOf(element));
        return WriteNumber(count);
    }

    private Task Begin(char bracket)
    {
        Next();
        output.WriteByte((byte)bracket);
        _open.Push(new(bracket == '{', 0));
        return Task.CompletedTask;
    }

    private Task End(char bracket)
    {
        output.WriteByte((byte)bracket);
        _open.Pop();
        return Task.CompletedTask;
    }

    // Whether a key is next, which is a text whatever it is.
    private bool Next()
    {
        if (!_open.TryPop(out var open))
        {
            return false;
        }

        var isValue = open.HasKeys && open.Count % 2 == 1;
        if (open.Count > 0)
        {
            output.WriteByte(isValue ? (byte)':' : (byte)',');
        }

        _open.Push(open with { Count = open.Count + 1 });
        return open.HasKeys && !isValue;
    }

    private Task WriteNumber(long number)
    {
        var quoted = Next();
        Quote(quoted);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, digits, out var length);
        output.Write(digits[..length]);
        return Quote(quoted);
    }

    private Task Write(string ascii) => Write(Encoding.ASCII.GetBytes(ascii));

    private Task Write(ReadOnlySpan<byte> text)
    {
        Next();
        Quote(true);
        for (var next = text.IndexOfAny(JsonEscapes.Special); next >= 0; next = text.IndexOfAny(JsonEscapes.Special))
        {
            output.Write(text[..next]);
            output.Write(JsonEscapes.Of(text[next]));
            text = text[(next + 1)..];
        }

        output.Write(text);
        return Quote(true);
    }

    private Task Quote(bool wanted)
    {
        if (wanted)
        {
            output.WriteByte((byte)'"');
        }

        return Task.CompletedTask;
    }

    private readonly record struct Open(bool HasKeys, int Count);
}
