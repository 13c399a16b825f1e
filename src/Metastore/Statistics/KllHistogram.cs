namespace Metastore.Statistics;

/// <summary>
/// The quantile sketch that Hive 4 clients write into the histogram of numbers, dates and timestamps. It is never changed once
/// made: <see cref="Merge"/> gives a new one. <see cref="KllHistogramFormat"/> reads and writes the bytes.
/// </summary>
/// <remarks>
/// The KLL sketch of floats of Apache DataSketches: an item of level h stands for 2^h values, and all levels but the first are sorted.
/// </remarks>
internal sealed record KllHistogram
{
    /// <summary>The size asked for: the larger, the more exact.</summary>
    public required int K { get; init; }

    /// <summary>The least that a level may hold before it is halved.</summary>
    public required int M { get; init; }

    /// <summary>The smallest K of any sketch that went in, which tells the error.</summary>
    public required int MinK { get; init; }

    /// <summary>How many values the sketch stands for.</summary>
    public required long Count { get; init; }

    public required float Min { get; init; }

    public required float Max { get; init; }

    public required IReadOnlyList<float[]> Levels { get; init; }

    /// <summary>The sketch of the values of both, of the first one's size.</summary>
    public static KllHistogram Merge(KllHistogram first, KllHistogram second)
    {
        if (first.Count == 0 || second.Count == 0)
        {
            return second.Count == 0 ? first : second;
        }

        return first with
        {
            MinK = Math.Min(first.MinK, second.Levels.Count > 1 ? second.MinK : first.MinK),
            Count = first.Count + second.Count,
            Min = Math.Min(first.Min, second.Min),
            Max = Math.Max(first.Max, second.Max),
            Levels = first.Compress(Join(first.Levels, second.Levels)),
        };
    }

    /// <summary>How many items a sketch with so many levels may hold.</summary>
    public int Capacity(int levels) => Enumerable.Range(0, levels).Sum(level => Capacity(levels, level));

    // K shrinks by a third for each level below the top one, rounded, but never below M.
    private int Capacity(int levels, int level) => Math.Max(M, Shrink(K, levels - level - 1));

    private static int Shrink(int size, int depth)
    {
        if (depth > 30)
        {
            return Shrink(Shrink(size, depth / 2), depth - depth / 2);
        }

        var thirds = Enumerable.Repeat(3L, depth).Aggregate(1L, (product, three) => product * three);
        return (int)((((long)size * 2 << depth) / thirds + 1) >> 1);
    }

    private static List<float[]> Join(IReadOnlyList<float[]> first, IReadOnlyList<float[]> second)
        => [.. Enumerable.Range(0, Math.Max(first.Count, second.Count)).Select(level =>
            Sorted([.. first.ElementAtOrDefault(level) ?? [], .. second.ElementAtOrDefault(level) ?? []]))];

    private List<float[]> Compress(List<float[]> levels)
    {
        while (levels.Sum(level => level.Length) > Capacity(levels.Count))
        {
            var full = Enumerable.Range(0, levels.Count).First(level => levels[level].Length >= Capacity(levels.Count, level));
            if (full == levels.Count - 1)
            {
                levels.Add([]);
            }

            Halve(levels, full);
        }

        return levels;
    }

    // Every other item goes up, the odd ones or the even ones by chance; one that has no neighbour stays.
    private static void Halve(List<float[]> levels, int level)
    {
        var items = levels[level];
        var (kept, chance) = (items.Length % 2, Random.Shared.Next(2));
        levels[level] = items[..kept];
        levels[level + 1] = Sorted([.. levels[level + 1], .. items[kept..].Where((_, place) => place % 2 == chance)]);
    }

    private static float[] Sorted(float[] items)
    {
        Array.Sort(items);
        return items;
    }
}
