using Metastore.Names;

namespace Metastore.Partitions;

/// <summary>Which partitions a <c>…_ps</c> call means: those with its values, by position, where an empty value is any and missing ones at the end are too.</summary>
internal sealed class PartialSpec
{
    private readonly string[] _components;

    private PartialSpec(string[] components, NameRange range) => (_components, Range) = (components, range);

    /// <summary>Whether all names in <see cref="Range"/> match.</summary>
    public bool IsRange => _components.SkipWhile(component => component.Length > 0).All(component => component.Length == 0);

    /// <summary>Where the names are that can match: below the values up to the first that is any.</summary>
    public NameRange Range { get; }

    /// <summary>Takes the values as the client sent them.</summary>
    /// <exception cref="MetaException">There are no values, or more than the table has keys.</exception>
    /// <remarks>
    /// Hive <c>ObjectStore.getPartitionPsQueryResults</c>, but values are never read as patterns: Spark filters again what Hive lets through.
    /// </remarks>
    public static PartialSpec Parse(IReadOnlyList<FieldSchema> keys, IReadOnlyList<string> values)
    {
        if (values.Count > keys.Count)
        {
            throw Errors.Meta($"Incorrect number of partition values. numPartKeys={keys.Count}, part_val=[{string.Join(", ", values)}]");
        }

        if (values.Count == 0)
        {
            throw PartitionName.Mismatch([], []);
        }

        string[] components = [.. values.Select((value, i) => value.Length == 0 ? "" : PartitionName.Make([keys[i]], [value]))];
        return new(components, RangeOf(components, keys.Count));
    }

    /// <summary>Whether a partition of the table is meant, by its name.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        foreach (var component in _components)
        {
            var end = name.IndexOf(PartitionName.Separator);
            var own = end < 0 ? name : name[..end];
            if (component.Length > 0 && !own.SequenceEqual(component))
            {
                return false;
            }

            name = name[(end < 0 ? name.Length : end + 1)..];
        }

        return true;
    }

    private static NameRange RangeOf(string[] components, int keys)
    {
        var prefix = string.Join(PartitionName.Separator, components.TakeWhile(component => component.Length > 0));
        var known = components.TakeWhile(component => component.Length > 0).Count();
        return known == keys ? NameRange.Exactly(prefix)
            : NameRange.StartingWith(known == 0 ? "" : prefix + PartitionName.Separator);
    }
}
