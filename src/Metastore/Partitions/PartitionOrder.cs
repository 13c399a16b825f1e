using System.Globalization;
using Metastore.Names;

namespace Metastore.Partitions;

/// <summary>
/// An order of names by some of their values, as Hive 4 writes it: <c>0,2:+-</c>, positions of keys and a sign for each. Values of integer keys compare
/// as numbers, all others as text.
/// </summary>
internal sealed class PartitionOrder : IComparer<string>
{
    private static readonly HashSet<string> IntegerTypes = ["tinyint", "smallint", "int", "bigint"];

    private readonly (int Key, bool Descending, bool IsNumber)[] _columns;
    private readonly int _keys;

    private PartitionOrder((int Key, bool Descending, bool IsNumber)[] columns, int keys) => (_columns, _keys) = (columns, keys);

    /// <summary>Null if the text says nothing; names are then in byte order.</summary>
    /// <exception cref="MetaException">It is no order, or names a key that is not there.</exception>
    /// <remarks>Hive <c>MetaStoreUtils.makeOrderSpecs</c>.</remarks>
    public static PartitionOrder? Parse(string? text, IReadOnlyList<FieldSchema> keys)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Split(':') is not [var positions, var signs])
        {
            return null;
        }

        return new([.. positions.Split(',').Select((position, i) => ColumnOf(position, i < signs.Length && signs[i] == '-'))], keys.Count);

        (int Key, bool Descending, bool IsNumber) ColumnOf(string position, bool descending) =>
            int.TryParse(position, CultureInfo.InvariantCulture, out var key) && key >= 0 && key < keys.Count
                ? (key, descending, IntegerTypes.Contains(keys[key].Type ?? ""))
                : throw Errors.Meta($"Invalid order of partitions: {text}, the table has {keys.Count} partition keys");
    }

    public int Compare(string? x, string? y)
    {
        Span<Range> left = stackalloc Range[_keys];
        Span<Range> right = stackalloc Range[_keys];
        if (PartitionName.FindValues(x, left) == _keys && PartitionName.FindValues(y, right) == _keys)
        {
            foreach (var (key, descending, isNumber) in _columns)
            {
                if (CompareValues(x.AsSpan(left[key]), y.AsSpan(right[key]), isNumber) is var result and not 0)
                {
                    return descending ? -result : result;
                }
            }
        }

        return Utf8Order.Compare(x, y);
    }

    private static int CompareValues(ReadOnlySpan<char> left, ReadOnlySpan<char> right, bool asNumbers) =>
        asNumbers && long.TryParse(left, CultureInfo.InvariantCulture, out var first) && long.TryParse(right, CultureInfo.InvariantCulture, out var second)
            ? first.CompareTo(second)
            : Utf8Order.Compare(left, right);
}
