using Metastore.Filters;
using Metastore.Names;

namespace Metastore.Partitions.Filters;

/// <summary>Which partitions of a table a client's filter means (<c>get_partitions_by_filter</c> and its kin).</summary>
internal sealed class PartitionFilter
{
    private readonly PartitionCondition? _condition;
    private readonly int _keys;

    private PartitionFilter(PartitionCondition? condition, int keys, IReadOnlyList<NameRange> ranges, bool isRange)
        => (_condition, _keys, Ranges, IsRange) = (condition, keys, ranges, isRange);

    /// <summary>Where the names are that can match: apart from each other, ascending; none if nothing can match.</summary>
    public IReadOnlyList<NameRange> Ranges { get; }

    /// <summary>Whether all partitions match, since nothing was asked.</summary>
    public bool IsEverything => _condition is null;

    /// <summary>Whether there is one range and all partitions in it match.</summary>
    public bool IsRange { get; }

    /// <summary>Reads a filter over a table's partition keys; a missing or empty one matches all.</summary>
    /// <exception cref="MetaException">
    /// It can't be read, names what is no partition key, or compares a key as Hive does not (only strings, integers, dates and timestamps, and those with
    /// constants of their kind). The texts are Hive's.
    /// </exception>
    public static PartitionFilter Parse(string? filter, IReadOnlyList<FieldSchema> keys) => ParseAll([filter], keys);

    /// <summary>The same for filters that must all match.</summary>
    /// <exception cref="MetaException">As in <see cref="Parse"/>.</exception>
    public static PartitionFilter ParseAll(IEnumerable<string?> filters, IReadOnlyList<FieldSchema> keys)
    {
        List<FilterNode> nodes = [.. filters.Select(FilterParser.Parse).OfType<FilterNode>()];
        var node = nodes.Count == 0 ? null : FilterAnd.Of(nodes);
        var bound = FilterKey.Of(keys);
        var condition = node is null ? null : FilterBinding.Bind(node, bound);
        return new(condition, keys.Count, new FilterRanges(bound).Of(node), node is null || IsPrefix(node, bound));
    }

    /// <summary>Whether a partition of the table matches, by its name.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        if (_condition is null)
        {
            return true;
        }

        Span<Range> values = stackalloc Range[_keys];
        return PartitionName.FindValues(name, values) == _keys && _condition.Matches(name, values);
    }

    // Texts for the first keys, each once, as most filters are: their names are the range itself.
    private static bool IsPrefix(FilterNode node, IReadOnlyList<FilterKey> keys)
    {
        var nodes = node is FilterAnd all ? all.Nodes : [node];
        return nodes.All(one => one is FilterComparison { Operator: FilterOperator.Equal } comparison && FilterBinding.KeyOf(comparison, keys) is var key
            && key.Type == FilterKeyType.Text && key.Index < nodes.Count)
            && nodes.Cast<FilterComparison>().DistinctBy(comparison => FilterBinding.KeyOf(comparison, keys)).Count() == nodes.Count;
    }
}
