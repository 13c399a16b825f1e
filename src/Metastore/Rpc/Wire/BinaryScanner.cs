using System.Buffers.Binary;
using Thrift.Protocol.Entities;

namespace Metastore.Rpc.Wire;

/// <summary>Finds the end of a message in Thrift's binary protocol.</summary>
internal sealed class BinaryScanner(LimitOptions limits) : MessageScanner(limits)
{
    private const int Version = unchecked((int)0x80010000);

    protected override ScanStatus ReadHead(ReadOnlySpan<byte> rest)
    {
        if (Need(sizeof(int), rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        var first = BinaryPrimitives.ReadInt32BigEndian(rest);
        return first >= 0 ? ReadOldHead(first, rest) : ReadStrictHead(first, rest);
    }

    protected override ScanStatus ReadField(ReadOnlySpan<byte> rest)
    {
        if (Need(1, rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        var type = rest[0];
        if (type == (byte)TType.Stop)
        {
            Pop();
            return Use(1);
        }

        if (!BinaryType.Exists(type))
        {
            return Malformed("unknown type");
        }

        var status = Need(3, rest);
        if (status == ScanStatus.Continue)
        {
            Expect(type);
            Use(3);
        }

        return status;
    }

    protected override ScanStatus ReadValue(byte type, ReadOnlySpan<byte> rest)
    {
        if (BinaryType.FixedSize(type) is > 0 and var size)
        {
            return Skip(0, size);
        }

        var (key, head) = (TType)type switch
        {
            TType.Struct => (type, 0),
            TType.String => (type, sizeof(int)),
            TType.Map => (type, 2 + sizeof(int)),
            _ => (type, 1 + sizeof(int)),
        };
        if (Need(head, rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        return (TType)key switch
        {
            TType.Struct => Push(0, 0, -1, 0),
            TType.String => Skip(sizeof(int), BinaryPrimitives.ReadInt32BigEndian(rest)),
            TType.Map => Container(head, rest[0], rest[1], 2L * BinaryPrimitives.ReadInt32BigEndian(rest[2..])),
            _ => Container(head, rest[0], rest[0], BinaryPrimitives.ReadInt32BigEndian(rest[1..])),
        };
    }

    // version and kind, length of name, name, sequence id
    private ScanStatus ReadStrictHead(int first, ReadOnlySpan<byte> rest)
    {
        if ((first & 0xffff0000) != unchecked((uint)Version))
        {
            return Malformed("unknown protocol version");
        }

        if (Need(2 * sizeof(int), rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        var name = BinaryPrimitives.ReadInt32BigEndian(rest[sizeof(int)..]);
        return IsCall((byte)first, name) ? Skip(2 * sizeof(int), (long)name + sizeof(int)) : Malformed("not a call");
    }

    // length of name, name, kind, sequence id
    private ScanStatus ReadOldHead(int name, ReadOnlySpan<byte> rest)
    {
        if (name > LongestName)
        {
            return Malformed("not a call");
        }

        var head = sizeof(int) + name + 1;
        if (Need(head, rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        return IsCall(rest[head - 1], name) ? Skip(head, sizeof(int)) : Malformed("not a call");
    }

    private ScanStatus Container(int head, byte key, byte value, long count)
    {
        Use(head);
        if (count < 0)
        {
            return Malformed("negative size");
        }

        if (count == 0)
        {
            return Skip(0, 0);
        }

        if (!BinaryType.Exists(key) || !BinaryType.Exists(value))
        {
            return Malformed("unknown type");
        }

        return Push(key, value, count, Math.Min(BinaryType.SmallestSize(key), BinaryType.SmallestSize(value)));
    }
}
