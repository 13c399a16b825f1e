using Metastore.Filters;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>What a client of Hive 4 wants left out of partitions: columns, and parameters by patterns of their names as SQL's LIKE reads them.</summary>
internal sealed class PartitionTrim
{
    private readonly Session? _session;
    private readonly bool _withoutColumns;
    private readonly LikePattern? _include;
    private readonly LikePattern? _exclude;

    /// <param name="withoutColumns">Whether the column lists become empty.</param>
    /// <param name="include">A pattern of the parameters to keep; empty for all.</param>
    /// <param name="exclude">A pattern of the parameters to leave out.</param>
    /// <param name="session">Where the reply goes; null where the partitions are needed as structs first.</param>
    public PartitionTrim(bool withoutColumns, string? include, string? exclude, Session? session = null)
        => (_session, _withoutColumns, _include, _exclude) = (session, withoutColumns, PatternOf(include), PatternOf(exclude));

    /// <summary>Leaves all as it is, in structs.</summary>
    public static PartitionTrim None { get; } = new(false, null, null);

    /// <summary>Leaves out the column lists only.</summary>
    public static PartitionTrim WithoutColumns { get; } = new(true, null, null);

    /// <summary>Whether partitions can go into the reply as they are stored, without becoming structs.</summary>
    public bool LeavesBytes => _session is { RepliesInBinary: true } && !_withoutColumns && _include is null && _exclude is null;

    /// <summary>What the reply holds, where partitions can go into it as they arrive; null where they are needed as structs first.</summary>
    public Held? Held => _session?.Held;

    /// <summary>Leaves all as it is, in the form that suits the connection.</summary>
    public static PartitionTrim NoneFor(Session session) => new(false, null, null, session);

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
