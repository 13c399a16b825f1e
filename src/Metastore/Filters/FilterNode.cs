namespace Metastore.Filters;

/// <summary>What a filter says, before it is known what its keys are.</summary>
internal abstract record FilterNode
{
    /// <summary>The opposite, as Hive makes it: by turning operators round, so that what has no value matches neither.</summary>
    /// <exception cref="MetaException">There is a LIKE in it.</exception>
    public abstract FilterNode Negated();
}
