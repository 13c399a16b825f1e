using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Metastore.Tests.Conformance;

/// <summary>Writes Thrift's strict binary protocol.</summary>
internal sealed class WireWriter
{
    private const uint Version1 = 0x80010000;

    private readonly ArrayBufferWriter<byte> output = new();

    /// <summary>The bytes of a whole message.</summary>
    public static byte[] Write(WireMessage message)
    {
        var writer = new WireWriter();
        writer.I32((int)(Version1 | (uint)message.Type));
        writer.Text(Encoding.UTF8.GetBytes(message.Name));
        writer.I32(message.SequenceId);
        writer.Struct(message.Body);
        return writer.output.WrittenSpan.ToArray();
    }

    private void Content(WireValue value)
    {
        switch (value.Content)
        {
            case bool flag: Byte(flag ? (byte)1 : (byte)0); break;
            case sbyte number: Byte((byte)number); break;
            case double number: BinaryPrimitives.WriteDoubleBigEndian(Take(sizeof(double)), number); break;
            case short number: BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), number); break;
            case int number: I32(number); break;
            case long number: BinaryPrimitives.WriteInt64BigEndian(Take(sizeof(long)), number); break;
            case byte[] text: Text(text); break;
            case WireStruct fields: Struct(fields); break;
            case WireList list: List(list); break;
            case WireMap map: Map(map); break;
            default: throw new InvalidDataException($"no value of the wire: {value}");
        }
    }

    private void Struct(WireStruct fields)
    {
        foreach (var (id, value) in fields)
        {
            Byte((byte)value.Type);
            BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), id);
            Content(value);
        }

        Byte((byte)WireType.Stop);
    }

    private void List(WireList list)
    {
        Byte((byte)list.Element);
        I32(list.Items.Count);
        foreach (var item in list.Items)
        {
            Content(item);
        }
    }

    private void Map(WireMap map)
    {
        Byte((byte)map.Key);
        Byte((byte)map.Value);
        I32(map.Entries.Count);
        foreach (var (key, value) in map.Entries)
        {
            Content(key);
            Content(value);
        }
    }

    private void Text(byte[] text)
    {
        I32(text.Length);
        output.Write(text);
    }

    private void I32(int number) => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), number);

    private void Byte(byte value) => Take(1)[0] = value;

    private Span<byte> Take(int count)
    {
        var span = output.GetSpan(count)[..count];
        output.Advance(count);
        return span;
    }
}
