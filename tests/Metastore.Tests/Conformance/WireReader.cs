using System.Buffers.Binary;
using System.Text;

namespace Metastore.Tests.Conformance;

/// <summary>Reads Thrift's binary protocol, strict or old, without knowing any schema.</summary>
/// <exception cref="EndOfStreamException">The bytes end inside the message.</exception>
/// <exception cref="InvalidDataException">The bytes are not Thrift.</exception>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>Reads a message that fills the bytes.</summary>
    public static WireMessage ReadMessage(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var message = reader.Message();
        return reader.rest.IsEmpty ? message : throw new InvalidDataException($"{reader.rest.Length} more bytes after the message");
    }

    private WireMessage Message()
    {
        var first = I32();
        var strict = first < 0;
        var name = Encoding.UTF8.GetString(Take(strict ? I32() : first));
        var type = (WireMessageType)(strict ? first & 0xFF : Take(1)[0]);
        return new WireMessage(name, type, I32(), Struct());
    }

    private WireValue Value(WireType type) => new(type, type switch
    {
        WireType.Bool => Take(1)[0] != 0,
        WireType.I8 => (sbyte)Take(1)[0],
        WireType.Float => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double))),
        WireType.I16 => BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short))),
        WireType.I32 => I32(),
        WireType.I64 => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long))),
        WireType.Text => Take(I32()).ToArray(),
        WireType.Struct => Struct(),
        WireType.Set or WireType.List => List(),
        WireType.Map => Map(),
        _ => throw new InvalidDataException($"unknown type {type}"),
    });

    private WireStruct Struct()
    {
        var fields = new WireStruct();
        while ((WireType)Take(1)[0] is var type and not WireType.Stop)
        {
            var id = BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short)));
            fields[id] = Value(type);
        }

        return fields;
    }

    private WireList List()
    {
        var element = (WireType)Take(1)[0];
        var items = new List<WireValue>();
        for (var left = Size(); left > 0; left--)
        {
            items.Add(Value(element));
        }

        return new WireList(element, items);
    }

    private WireMap Map()
    {
        var (key, value) = ((WireType)Take(1)[0], (WireType)Take(1)[0]);
        var entries = new List<KeyValuePair<WireValue, WireValue>>();
        for (var left = Size(); left > 0; left--)
        {
            entries.Add(KeyValuePair.Create(Value(key), Value(value)));
        }

        return new WireMap(key, value, entries);
    }

    private int Size() => I32() is var size and >= 0 ? size : throw new InvalidDataException("negative size");

    private int I32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0)
        {
            throw new InvalidDataException("negative size");
        }

        if (count > rest.Length)
        {
            throw new EndOfStreamException();
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
