namespace Metastore.Rpc.Wire;

/// <summary>Finds the end of a message in Thrift's compact protocol.</summary>
internal sealed class CompactScanner(LimitOptions limits) : MessageScanner(limits)
{
    protected override ScanStatus ReadHead(ReadOnlySpan<byte> rest)
    {
        // id, version and kind, sequence id, length of name, name
        if (Need(2, rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        if (ReadVarint(rest[2..], CompactType.LongestI32, out _, out var sequence) is not ScanStatus.Continue and var incomplete)
        {
            return incomplete;
        }

        var status = ReadVarint(rest[(2 + sequence)..], CompactType.LongestI32, out var name, out var length);
        if (status != ScanStatus.Continue)
        {
            return status;
        }

        return IsCall((byte)(rest[1] >> 5), (int)name) ? Skip(2 + sequence + length, (int)name) : Malformed("not a call");
    }

    protected override ScanStatus ReadField(ReadOnlySpan<byte> rest)
    {
        if (Need(1, rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        var type = (byte)(rest[0] & 0x0f);
        if (type == CompactType.Stop)
        {
            Pop();
            return Use(1);
        }

        if (!CompactType.Exists(type))
        {
            return Malformed("unknown type");
        }

        var id = 0;
        if (rest[0] < 0x10 && ReadVarint(rest[1..], CompactType.LongestI16, out _, out id) is not ScanStatus.Continue and var incomplete)
        {
            return incomplete;
        }

        // A boolean's value is its type.
        Expect(type is CompactType.True or CompactType.False ? (byte)0 : type);
        return Use(1 + id);
    }

    protected override ScanStatus ReadValue(byte type, ReadOnlySpan<byte> rest) => type switch
    {
        CompactType.Struct => Push(0, 0, -1, 0),
        CompactType.True or CompactType.False or CompactType.Byte => Skip(0, 1),
        CompactType.Double => Skip(0, sizeof(double)),
        CompactType.Uuid => Skip(0, 16),
        CompactType.I16 => ReadNumber(rest, CompactType.LongestI16),
        CompactType.I32 => ReadNumber(rest, CompactType.LongestI32),
        CompactType.I64 => ReadNumber(rest, CompactType.LongestI64),
        CompactType.Binary => ReadBinary(rest),
        CompactType.Map => ReadMap(rest),
        _ => ReadList(rest),
    };

    private ScanStatus ReadNumber(ReadOnlySpan<byte> rest, int longest)
    {
        var status = ReadVarint(rest, longest, out _, out var length);
        return status == ScanStatus.Continue ? Skip(length, 0) : status;
    }

    private ScanStatus ReadBinary(ReadOnlySpan<byte> rest)
    {
        var status = ReadVarint(rest, CompactType.LongestI32, out var count, out var length);
        return status == ScanStatus.Continue ? Skip(length, (int)count) : status;
    }

    private ScanStatus ReadList(ReadOnlySpan<byte> rest)
    {
        if (Need(1, rest) is not ScanStatus.Continue and var early)
        {
            return early;
        }

        var (count, length) = ((ulong)rest[0] >> 4, 0);
        if (count == 15 && ReadVarint(rest[1..], CompactType.LongestI32, out count, out length) is not ScanStatus.Continue and var incomplete)
        {
            return incomplete;
        }

        return Container(1 + length, (byte)(rest[0] & 0x0f), (byte)(rest[0] & 0x0f), (int)count);
    }

    private ScanStatus ReadMap(ReadOnlySpan<byte> rest)
    {
        if (ReadVarint(rest, CompactType.LongestI32, out var count, out var length) is not ScanStatus.Continue and var incomplete)
        {
            return incomplete;
        }

        if (count == 0)
        {
            return Skip(length, 0);
        }

        var status = Need(length + 1, rest);
        return status == ScanStatus.Continue
            ? Container(length + 1, (byte)(rest[length] >> 4), (byte)(rest[length] & 0x0f), 2L * (int)count)
            : status;
    }

    private ScanStatus Container(int head, byte key, byte value, long count)
    {
        if (count <= 0)
        {
            return Skip(head, count);
        }

        Use(head);
        return CompactType.Exists(key) && CompactType.Exists(value) ? Push(key, value, count, 1) : Malformed("unknown type");
    }

    /// <summary>Reads a number of 7 bits a byte, the lowest first, in at most <paramref name="longest"/> bytes.</summary>
    private ScanStatus ReadVarint(ReadOnlySpan<byte> rest, int longest, out ulong value, out int length)
    {
        value = 0;
        for (length = 0; length < rest.Length && length < longest;)
        {
            var part = rest[length];
            value |= (ulong)(part & 0x7f) << (7 * length);
            length++;
            if (part < 0x80)
            {
                return ScanStatus.Continue;
            }
        }

        return length == longest ? Malformed("number too long") : Need(length + 1, rest);
    }
}
