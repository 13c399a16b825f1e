namespace Metastore.Partitions;

/// <summary>A partition's name, <c>key=value/key=value</c>, keys in lower case; the values of a partition are its name, unescaped.</summary>
internal static class PartitionName
{
    /// <summary>Stands in a name for a value that is null or empty (Hive: <c>metastore.default.partition.name</c>).</summary>
    public const string DefaultValue = "__HIVE_DEFAULT_PARTITION__";

    /// <summary>Parts the components of a name.</summary>
    public const char Separator = '/';

    private const char Equal = '=';

    /// <summary>The name of the partition with these values.</summary>
    /// <exception cref="MetaException">There are no keys, or not as many values as keys.</exception>
    /// <remarks>Hive <c>Warehouse.makePartName</c>.</remarks>
    public static string Make(IReadOnlyList<FieldSchema> keys, IReadOnlyList<string?> values)
    {
        if (keys.Count != values.Count || keys.Count == 0)
        {
            throw Mismatch(keys, values);
        }

        var length = keys.Count - 1;
        for (var i = 0; i < keys.Count; i++)
        {
            length += PathEscape.LengthOf(KeyOf(keys[i])) + 1 + PathEscape.LengthOf(ValueOf(values[i]));
        }

        return string.Create(length, (keys, values), static (target, parts) =>
        {
            for (var i = 0; i < parts.keys.Count; i++)
            {
                target = target[PathEscape.Write(KeyOf(parts.keys[i]), target)..];
                target[0] = Equal;
                target = target[(1 + PathEscape.Write(ValueOf(parts.values[i]), target[1..]))..];
                if (i < parts.keys.Count - 1)
                {
                    target[0] = Separator;
                    target = target[1..];
                }
            }
        });
    }

    /// <summary>The start of a component, <c>key=</c>.</summary>
    public static string KeyPrefix(FieldSchema key) => PathEscape.Escaped(KeyOf(key)) + Equal;

    /// <summary>What Hive says of keys and values that do not belong together.</summary>
    public static MetaException Mismatch(IEnumerable<FieldSchema> keys, IEnumerable<string?> values) => Errors.Meta(
        $"Invalid partition key & values; keys [{string.Concat(keys.Select(key => key.Name + ", "))}]"
        + $", values [{string.Concat(values.Select(value => value + ", "))}]");

    /// <summary>Finds where the values are in a name as the metastore makes it, still escaped; nothing is allocated.</summary>
    /// <returns>How many there are, or −1 if the name is not made of components or has more of them than fit.</returns>
    public static int FindValues(ReadOnlySpan<char> name, Span<Range> values)
    {
        var (count, start) = (0, 0);
        while (true)
        {
            var rest = name[start..];
            var end = rest.IndexOf(Separator) is var slash and >= 0 ? slash : rest.Length;
            var equal = rest[..end].IndexOf(Equal);
            if (equal < 0 || count == values.Length)
            {
                return -1;
            }

            values[count++] = (start + equal + 1)..(start + end);
            if (end == rest.Length)
            {
                return count;
            }

            start += end + 1;
        }
    }

    /// <summary>The values of a name as the metastore makes it, by position.</summary>
    public static List<string> ReadValues(string name)
    {
        var values = new List<string>();
        foreach (var component in name.AsSpan().Split(Separator))
        {
            var text = name.AsSpan(component);
            values.Add(PathEscape.Unescaped(text[(text.IndexOf(Equal) + 1)..]));
        }

        return values;
    }

    /// <summary>The values of a name that a client sent, by the keys of its table; components of other keys are ignored.</summary>
    /// <exception cref="MetaException">The name is missing or empty.</exception>
    /// <exception cref="Exception">What <paramref name="incomplete"/> makes of Hive's text, if a key is not in the name.</exception>
    /// <remarks>Hive <c>HMSHandler.getPartValsFromName</c>: keys are compared with case.</remarks>
    public static List<string> ReadValues(string? name, IReadOnlyList<FieldSchema> keys, Func<string, Exception> incomplete)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw Errors.Meta($"Partition name is invalid. {name ?? "null"}");
        }

        var spec = ReadSpec(name);
        return [.. keys.Select(key => spec.TryGetValue(NameOf(key), out var value)
            ? value
            : throw incomplete($"incomplete partition name - missing {key.Name}"))];
    }

    /// <summary>The keys and values of a name that a client sent, in its order, unescaped; what is no <c>key=value</c> is left out.</summary>
    /// <remarks>Hive <c>Warehouse.makeSpecFromName</c>: the last of several values of one key wins, a key ends at the last <c>=</c>.</remarks>
    public static Dictionary<string, string> ReadSpec(string name)
    {
        var spec = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in name.AsSpan().Split(Separator))
        {
            var component = name.AsSpan(range);
            var equal = component.IsEmpty ? -1 : component[..^1].LastIndexOf(Equal);
            if (equal > 0)
            {
                spec[PathEscape.Unescaped(component[..equal])] = PathEscape.Unescaped(component[(equal + 1)..]);
            }
        }

        return spec;
    }

    private static string KeyOf(FieldSchema key) => NameOf(key).ToLowerInvariant();

    private static string NameOf(FieldSchema key) => key.Name ?? throw Errors.Meta("A partition key has no name");

    private static string ValueOf(string? value) => string.IsNullOrEmpty(value) ? DefaultValue : value;
}
