using Metastore.Filters;

namespace Metastore.Partitions.Filters;

/// <summary>Binds a filter to a table's partition keys.</summary>
internal static class FilterBinding
{
    /// <exception cref="MetaException">A key is none of the table's, or Hive does not compare it like that.</exception>
    public static PartitionCondition Bind(FilterNode node, IReadOnlyList<FilterKey> keys) => node switch
    {
        FilterAnd all => PartitionCondition.All(BindMany(all.Nodes, keys, FilterOperator.NotEqual)),
        FilterOr either => PartitionCondition.Any(BindMany(either.Nodes, keys, FilterOperator.Equal)),
        FilterComparison one => PartitionCondition.Of(KeyOf(one, keys), ValueTests.Of(KeyOf(one, keys), one.Operator, one.Constant)),
        _ => throw new NotSupportedException(node.ToString()),
    };

    /// <exception cref="MetaException">The key is none of the table's.</exception>
    public static FilterKey KeyOf(FilterComparison comparison, IReadOnlyList<FilterKey> keys)
        => keys.FirstOrDefault(key => key.Name.Equals(comparison.Key, StringComparison.OrdinalIgnoreCase))
            ?? throw Errors.Meta($"Specified key <{comparison.Key}> is not a partitioning key for the table");

    // A long IN is one look-up: comparisons of one key that = joins by OR, or != by AND, are taken together.
    private static List<PartitionCondition> BindMany(IReadOnlyList<FilterNode> nodes, IReadOnlyList<FilterKey> keys, FilterOperator joined)
    {
        var conditions = new List<PartitionCondition>();
        var constants = new Dictionary<FilterKey, List<FilterConstant>>();
        foreach (var node in nodes)
        {
            if (node is not FilterComparison comparison || comparison.Operator != joined)
            {
                conditions.Add(Bind(node, keys));
                continue;
            }

            var key = KeyOf(comparison, keys);
            if (!constants.TryGetValue(key, out var others))
            {
                constants[key] = others = [];
            }

            others.Add(comparison.Constant);
        }

        conditions.AddRange(constants.Select(entry => PartitionCondition.Of(
            entry.Key, ValueTests.OfMany(entry.Key, entry.Value, negated: joined == FilterOperator.NotEqual))));
        return conditions;
    }
}
