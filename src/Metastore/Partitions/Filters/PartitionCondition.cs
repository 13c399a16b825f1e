namespace Metastore.Partitions.Filters;

/// <summary>What a filter asks of a partition's name.</summary>
internal abstract class PartitionCondition
{
    /// <param name="name">The name.</param>
    /// <param name="values">Where its values are in it.</param>
    public abstract bool Matches(ReadOnlySpan<char> name, ReadOnlySpan<Range> values);

    public static PartitionCondition All(IReadOnlyList<PartitionCondition> conditions) => new Several(conditions, whenOneIs: false);

    public static PartitionCondition Any(IReadOnlyList<PartitionCondition> conditions) => new Several(conditions, whenOneIs: true);

    public static PartitionCondition Of(FilterKey key, ValueTest test) => new OfKey(key.Index, test);

    private sealed class Several(IReadOnlyList<PartitionCondition> conditions, bool whenOneIs) : PartitionCondition
    {
        public override bool Matches(ReadOnlySpan<char> name, ReadOnlySpan<Range> values)
        {
            foreach (var condition in conditions)
            {
                if (condition.Matches(name, values) == whenOneIs)
                {
                    return whenOneIs;
                }
            }

            return !whenOneIs;
        }
    }

    private sealed class OfKey(int index, ValueTest test) : PartitionCondition
    {
        public override bool Matches(ReadOnlySpan<char> name, ReadOnlySpan<Range> values)
        {
            var value = name[values[index]];
            return value.Contains('%') ? test(PathEscape.Unescaped(value)) : test(value);
        }
    }
}
