namespace Metastore.Statistics;

/// <summary>The bytes of a <see cref="HyperLogLog"/> as Hive stores them.</summary>
/// <remarks>
/// Hive <c>HyperLogLogUtils</c>: "HLL"; a byte with the precision above and below it 0 for sparse, 1 to 6 for registers of so
/// many bits, 7 for registers of a byte; the estimate as a varint. Sparse: the number of entries, then each (index * 64 + rank)
/// as the difference to the one before. Hive writes entries in its hash map's order, so a difference may be negative.
/// </remarks>
internal static class HyperLogLogFormat
{
    private const int RankBits = 6;
    private const int UnpackedMark = 7;
    private const int MinPrecision = 4;
    private const int MaxPrecision = 16;

    /// <summary>Null for what is no HyperLogLog (an old FM sketch) or is damaged: the numbers beside it still hold.</summary>
    public static HyperLogLog? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 5 || !bytes.StartsWith("HLL"u8))
        {
            return null;
        }

        var (precision, encoding) = (bytes[3] >> 4, bytes[3] & 7);
        var rest = bytes[4..];
        return precision is < MinPrecision or > MaxPrecision || !TryReadVarint(ref rest, out _) ? null
            : encoding == 0 ? ReadSparse(precision, rest)
            : ReadDense(precision, encoding == UnpackedMark ? 8 : encoding, rest);
    }

    public static byte[] Write(HyperLogLog sketch)
    {
        var output = new List<byte>([.. "HLL"u8, (byte)(sketch.Precision << 4)]);
        WriteVarint(output, (ulong)sketch.Estimate());
        if (sketch.Sparse is { } sparse)
        {
            WriteSparse(output, sparse);
        }
        else
        {
            WriteDense(output, sketch.Dense!);
        }

        return [.. output];
    }

    private static HyperLogLog? ReadSparse(int precision, ReadOnlySpan<byte> bytes)
    {
        if (!TryReadVarint(ref bytes, out var count) || count > (ulong)bytes.Length)
        {
            return null;
        }

        var registers = new SortedDictionary<int, byte>();
        var entry = 0;
        for (var i = 0UL; i < count; i++)
        {
            if (!TryReadVarint(ref bytes, out var difference))
            {
                return null;
            }

            entry = unchecked(entry + (int)difference);
            registers[(int)((uint)entry >> RankBits)] = (byte)(entry & ((1 << RankBits) - 1));
        }

        return HyperLogLog.FromSparse(precision, registers);
    }

    private static HyperLogLog? ReadDense(int precision, int width, ReadOnlySpan<byte> bytes)
    {
        var registers = new byte[1 << precision];
        if (bytes.Length < registers.Length * width / 8)
        {
            return null;
        }

        var (position, held, heldBits) = (0, 0, 0);
        for (var i = 0; i < registers.Length; i++)
        {
            if (heldBits < width)
            {
                held = (held << 8) | bytes[position++];
                heldBits += 8;
            }

            heldBits -= width;
            registers[i] = (byte)(held >> heldBits);
            held &= (1 << heldBits) - 1;
        }

        return HyperLogLog.FromDense(precision, registers);
    }

    private static void WriteSparse(List<byte> output, SortedDictionary<int, byte> registers)
    {
        WriteVarint(output, (ulong)registers.Count);
        var previous = 0;
        foreach (var (index, rank) in registers)
        {
            var entry = (index << RankBits) | rank;
            WriteVarint(output, (ulong)(entry - previous));
            previous = entry;
        }
    }

    // Six bits hold every rank of a 64-bit hash at these precisions.
    private static void WriteDense(List<byte> output, byte[] registers)
    {
        output[3] |= RankBits;
        var (held, heldBits) = (0, 0);
        foreach (var rank in registers)
        {
            held = (held << RankBits) | rank;
            heldBits += RankBits;
            if (heldBits >= 8)
            {
                heldBits -= 8;
                output.Add((byte)(held >> heldBits));
                held &= (1 << heldBits) - 1;
            }
        }
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private static void WriteVarint(List<byte> output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.Add((byte)(value | 0x80));
        }

        output.Add((byte)value);
    }
}
