using System.Numerics;

namespace Metastore.Statistics;

/// <summary>
/// The sketch behind a number of distinct values, as Hive's clients write it into bitVectors. It is never changed once made:
/// <see cref="Merge"/> gives a new one. <see cref="HyperLogLogFormat"/> reads and writes the bytes.
/// </summary>
/// <remarks>
/// Hive <c>HyperLogLog</c>: 64-bit hashes; a few values are kept in 25 index bits (sparse), many in 2^p registers (dense).
/// Dense sketches are estimated after Ertl 2017 (arXiv:1702.01284), which needs none of Hive's tables of corrections and
/// comes within a percent of them; sparse ones give Hive's number exactly.
/// </remarks>
internal sealed class HyperLogLog
{
    public const int SparseIndexBits = 25;
    private const int HashBits = 64;

    private HyperLogLog(int precision, SortedDictionary<int, byte>? sparse, byte[]? dense)
        => (Precision, Sparse, Dense) = (precision, sparse, dense);

    /// <summary>How many bits of a hash choose the register: 4 to 16.</summary>
    public int Precision { get; }

    /// <summary>Index to rank, or null when the sketch is dense.</summary>
    public SortedDictionary<int, byte>? Sparse { get; }

    /// <summary>2^<see cref="Precision"/> ranks, or null when the sketch is sparse.</summary>
    public byte[]? Dense { get; }

    public static HyperLogLog FromSparse(int precision, SortedDictionary<int, byte> registers)
        => registers.Count > SparseLimit(precision)
            ? new(precision, null, ToDense(precision, registers.Select(r => (r.Key, r.Value)), precision))
            : new(precision, registers, null);

    public static HyperLogLog FromDense(int precision, byte[] registers) => new(precision, null, registers);

    /// <summary>The sketch of the values of both, as precise as the less precise one.</summary>
    public static HyperLogLog Merge(HyperLogLog first, HyperLogLog second)
    {
        var precision = Math.Min(first.Precision, second.Precision);
        if (first.Sparse is { } a && second.Sparse is { } b && first.Precision == second.Precision)
        {
            var union = new SortedDictionary<int, byte>(a);
            foreach (var (index, rank) in b)
            {
                union[index] = Math.Max(rank, union.GetValueOrDefault(index));
            }

            return FromSparse(precision, union);
        }

        var registers = first.DenseRegisters(precision);
        foreach (var (index, rank) in second.DenseRegisters(precision).Index())
        {
            registers[index] = Math.Max(registers[index], rank);
        }

        return FromDense(precision, registers);
    }

    /// <summary>About how many distinct values went in; 1 for none, so that nobody divides by zero (as Hive).</summary>
    public long Estimate() => Math.Max(1, Dense is null ? SparseEstimate(Sparse!.Count) : DenseEstimate(Dense, HashBits - Precision));

    // Hive: five bytes an entry at most must not exceed what the packed registers take.
    private static int SparseLimit(int precision) => (1 << precision) * 6 / 8 / 5;

    private byte[] DenseRegisters(int precision)
        => Dense is not null && precision == Precision
            ? [.. Dense]
            : ToDense(Precision, Sparse?.Select(r => (r.Key, r.Value)) ?? Dense!.Index(), precision);

    // A rank counts from bit `from`; with fewer index bits it starts at bit `to`, where the old index may hold the first set bit.
    private static byte[] ToDense(int from, IEnumerable<(int Index, byte Rank)> registers, int to)
    {
        var dense = new byte[1 << to];
        foreach (var (index, rank) in registers)
        {
            if (rank == 0)
            {
                continue;
            }

            var rest = index >> to;
            var shifted = rest != 0 ? BitOperations.TrailingZeroCount(rest) + 1 : from - to + rank;
            var slot = index & ((1 << to) - 1);
            dense[slot] = Math.Max(dense[slot], (byte)Math.Min(shifted, HashBits - to + 1));
        }

        return dense;
    }

    private static long SparseEstimate(int used)
    {
        const double slots = 1 << SparseIndexBits;
        return (long)Math.Round(slots * Math.Log(slots / (slots - used)));
    }

    private static long DenseEstimate(byte[] registers, int longestRun)
    {
        var counts = new int[longestRun + 2];
        foreach (var rank in registers)
        {
            counts[Math.Min(rank, longestRun + 1)]++;
        }

        double m = registers.Length;
        var z = m * Tau(1 - counts[longestRun + 1] / m);
        for (var rank = longestRun; rank >= 1; rank--)
        {
            z = 0.5 * (z + counts[rank]);
        }

        z += m * Sigma(counts[0] / m);
        return (long)Math.Round(m * m / (2 * Math.Log(2) * z));
    }

    private static double Sigma(double x)
    {
        if (x == 1)
        {
            return double.PositiveInfinity;
        }

        var (y, z, previous) = (1.0, x, double.NaN);
        while (z != previous)
        {
            x *= x;
            (previous, z) = (z, z + x * y);
            y += y;
        }

        return z;
    }

    private static double Tau(double x)
    {
        if (x is 0 or 1)
        {
            return 0;
        }

        var (y, z, previous) = (1.0, 1 - x, double.NaN);
        while (z != previous)
        {
            x = Math.Sqrt(x);
            y *= 0.5;
            (previous, z) = (z, z - (1 - x) * (1 - x) * y);
        }

        return z / 3;
    }
}
