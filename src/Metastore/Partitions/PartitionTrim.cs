using Metastore.Filters;

namespace Metastore.Partitions;

/// <summary>What a client of Hive 4 wants left out of partitions: columns, and parameters by patterns of their names as SQL's LIKE reads them.</summary>
internal sealed class PartitionTrim
{
    private readonly bool _withoutColumns;
    private readonly LikePattern? _include;
    private readonly LikePattern? _exclude;

    public PartitionTrim(bool withoutColumns, string? include, string? exclude)
        => (_withoutColumns, _include, _exclude) = (withoutColumns, PatternOf(include), PatternOf(exclude));

    /// <summary>Leaves all as it is.</summary>
    public static PartitionTrim None { get; } = new(false, null, null);

    public List<Partition> Apply(List<Partition> partitions)
    {
        if (_withoutColumns)
        {
            partitions.ForEach(partition => partition.Sd?.Cols = []);
        }

        if (_include is not null || _exclude is not null)
        {
            partitions.ForEach(TrimParameters);
        }

        return partitions;
    }

    private static LikePattern? PatternOf(string? text) => string.IsNullOrEmpty(text) ? null : new(text);

    private void TrimParameters(Partition partition)
    {
        foreach (var key in partition.Parameters?.Keys ?? Enumerable.Empty<string>())
        {
            if (_include?.MatchesSql(key) == false || _exclude?.MatchesSql(key) == true)
            {
                partition.Parameters!.Remove(key);
            }
        }
    }
}
