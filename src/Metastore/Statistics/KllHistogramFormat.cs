using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Metastore.Statistics;

/// <summary>The bytes of a <see cref="KllHistogram"/>: the compact form of DataSketches' <c>KllFloatsSketch</c>, little-endian.</summary>
/// <remarks>
/// Size of the preamble in ints, version, family 15, flags; K, M. Empty and single sketches stop there or give the one item. Others
/// go on with the count, MinK and the number of levels; where each level starts in an array of full capacity that is filled
/// from the end; the least and the greatest value; the items, level 0 first.
/// </remarks>
internal static class KllHistogramFormat
{
    private const byte Family = 15;
    private const byte EmptyFlag = 1;
    private const byte SingleFlag = 4;
    private const byte ForeignFlags = 8 | 16;
    private const int ShortPreamble = 8;
    private const int FullPreamble = 20;
    private const int MaxLevels = 60;

    /// <summary>Null for what is no such sketch or is damaged: the numbers beside it still hold.</summary>
    public static KllHistogram? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < ShortPreamble || bytes[2] != Family || (bytes[3] & ForeignFlags) != 0)
        {
            return null;
        }

        var (k, m, flags) = ((int)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]), (int)bytes[6], bytes[3]);
        var empty = new KllHistogram { K = k, M = m, MinK = k, Count = 0, Min = float.NaN, Max = float.NaN, Levels = [[]] };
        return m is < 2 or > 8 || k < m ? null
            : (flags & EmptyFlag) != 0 ? empty
            : (flags & SingleFlag) != 0 ? ReadSingle(empty, bytes[ShortPreamble..])
            : ReadFull(empty, bytes);
    }

    public static byte[] Write(KllHistogram sketch)
        => sketch.Count switch
        {
            0 => Preamble(sketch, 2, 1, EmptyFlag),
            1 => [.. Preamble(sketch, 2, 2, SingleFlag), .. BitConverter.GetBytes(sketch.Min)],
            _ => WriteFull(sketch),
        };

    private static KllHistogram? ReadSingle(KllHistogram empty, ReadOnlySpan<byte> item)
    {
        if (item.Length < sizeof(float))
        {
            return null;
        }

        var value = BinaryPrimitives.ReadSingleLittleEndian(item);
        return empty with { Count = 1, Min = value, Max = value, Levels = [[value]] };
    }

    private static KllHistogram? ReadFull(KllHistogram empty, ReadOnlySpan<byte> bytes)
    {
        var levels = bytes.Length > FullPreamble ? bytes[18] : 0;
        if (levels is 0 or > MaxLevels || bytes.Length < FullPreamble + sizeof(int) * (levels + 2))
        {
            return null;
        }

        var starts = new int[levels + 1];
        MemoryMarshal.Cast<byte, int>(bytes.Slice(FullPreamble, sizeof(int) * levels)).CopyTo(starts);
        starts[levels] = empty.Capacity(levels);
        var values = MemoryMarshal.Cast<byte, float>(bytes[(FullPreamble + sizeof(int) * levels)..]);
        return Items(starts, values[2..]) is not { } items ? null : empty with
        {
            Count = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            MinK = BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..]),
            Min = values[0],
            Max = values[1],
            Levels = items,
        };
    }

    private static List<float[]>? Items(int[] starts, ReadOnlySpan<float> items)
    {
        var levels = new List<float[]>();
        for (var level = 0; level < starts.Length - 1; level++)
        {
            var (from, to) = (starts[level] - starts[0], starts[level + 1] - starts[0]);
            if (starts[0] < 0 || from < 0 || to < from || to > items.Length)
            {
                return null;
            }

            levels.Add(items[from..to].ToArray());
        }

        return levels;
    }

    private static byte[] WriteFull(KllHistogram sketch)
    {
        var output = new List<byte>(Preamble(sketch, 5, 1, 0));
        output.AddRange(BitConverter.GetBytes(sketch.Count));
        output.AddRange(BitConverter.GetBytes((ushort)sketch.MinK));
        output.AddRange([(byte)sketch.Levels.Count, 0]);
        var start = sketch.Capacity(sketch.Levels.Count) - sketch.Levels.Sum(level => level.Length);
        foreach (var level in sketch.Levels)
        {
            output.AddRange(BitConverter.GetBytes(start));
            start += level.Length;
        }

        output.AddRange(BitConverter.GetBytes(sketch.Min));
        output.AddRange(BitConverter.GetBytes(sketch.Max));
        output.AddRange(sketch.Levels.SelectMany(level => level).SelectMany(BitConverter.GetBytes));
        return [.. output];
    }

    private static byte[] Preamble(KllHistogram sketch, byte ints, byte version, byte flags)
        => [ints, version, Family, flags, .. BitConverter.GetBytes((ushort)sketch.K), (byte)sketch.M, 0];
}
