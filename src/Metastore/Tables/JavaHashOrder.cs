using Metastore.Names;

namespace Metastore.Tables;

/// <summary>The order in which Java's <c>HashSet</c> hands out strings: Hive answers some listings that way, and recorded sessions show it.</summary>
internal static class JavaHashOrder
{
    private const int SmallestTable = 16;

    /// <summary>The names as a set would give them that they were put into in this order.</summary>
    public static List<string> Of(List<string> names)
    {
        var buckets = SmallestTable;
        while (names.Count > buckets / 4 * 3)
        {
            buckets *= 2;
        }

        return [.. names.OrderBy(name => Spread(name) & (buckets - 1))];
    }

    private static int Spread(string text)
    {
        var hash = JavaHash.Of(text);
        return hash ^ (int)((uint)hash >> 16);
    }
}
