namespace Metastore.Names;

/// <summary>Hive's pattern for names of databases, tables and functions: <c>sales*|tmp_.</c>, case ignored, the whole name.</summary>
internal sealed class NamePattern
{
    private const int MostAlternatives = 1000;
    private readonly NameAlternative[]? _alternatives;

    private NamePattern(NameAlternative[]? alternatives, NameRange range) => (_alternatives, Range) = (alternatives, range);

    /// <summary>Matches every name.</summary>
    public static NamePattern Any { get; } = new(null, NameRange.Everything);

    /// <summary>Where the names are that can match, taking names to be in lower case, as the metastore keeps them.</summary>
    public NameRange Range { get; }

    /// <summary>Null matches every name, an empty text none.</summary>
    /// <exception cref="MetaException">The pattern has more than a thousand alternatives.</exception>
    /// <remarks>
    /// Hive <c>ObjectStore.appendPatternCondition</c>: <c>|</c> parts alternatives, <c>*</c> is any text, the rest is a regular expression.
    /// Hive's databases are asked with LIKE, which knows of that only <c>.</c> and takes the rest literally: a name may match either way.
    /// </remarks>
    public static NamePattern Parse(string? pattern)
    {
        if (pattern is null)
        {
            return Any;
        }

        var parts = Identifier.Trim(pattern).Split('|');
        if (parts.Length > MostAlternatives)
        {
            throw Errors.Meta($"A pattern has more than {MostAlternatives} alternatives");
        }

        NameAlternative[] alternatives = [.. parts.Select(part => new NameAlternative(part))];
        return new(alternatives, NameRange.StartingWith(CommonPrefix(alternatives)));
    }

    public bool Matches(ReadOnlySpan<char> name)
    {
        if (_alternatives is null)
        {
            return true;
        }

        foreach (var alternative in _alternatives)
        {
            if (alternative.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    private static string CommonPrefix(NameAlternative[] alternatives)
    {
        var prefix = alternatives[0].Prefix;
        foreach (var alternative in alternatives)
        {
            prefix = prefix[..prefix.CommonPrefixLength(alternative.Prefix)];
        }

        return prefix.ToString();
    }
}
