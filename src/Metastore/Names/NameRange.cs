namespace Metastore.Names;

/// <summary>Names from <paramref name="From"/> on and before <paramref name="To"/>, by the order of their UTF-8 bytes; null is no bound.</summary>
internal readonly record struct NameRange(string? From, string? To)
{
    private const int LastBelowSurrogates = 0xD7FF;
    private const int FirstAboveSurrogates = 0xE000;
    private const int LastCodePoint = 0x10FFFF;

    // No name starts with the last character.
    private const string BehindAll = "\U0010FFFF";

    public static NameRange Everything { get; }

    /// <summary>The first name, for a statement: a condition that is left out now and then is none that an index is good for.</summary>
    public string Low => From ?? "";

    /// <summary>The first name behind, for a statement.</summary>
    public string High => To ?? BehindAll;

    /// <summary>All names that start with a text.</summary>
    public static NameRange StartingWith(string prefix)
        => prefix.Length == 0 ? Everything : new(prefix, After(prefix));

    /// <summary>One name, taking names to hold no control characters.</summary>
    public static NameRange Exactly(string name) => new(name, name + '\u0001');

    // The next text of the same length that does not start with the prefix; a prefix of nothing but the last character has none.
    private static string? After(string prefix)
    {
        while (prefix.Length > 0)
        {
            var width = prefix.Length > 1 && char.IsSurrogatePair(prefix, prefix.Length - 2) ? 2 : 1;
            var last = width == 2 ? char.ConvertToUtf32(prefix, prefix.Length - 2) : prefix[^1];
            prefix = prefix[..^width];
            if (last is >= 0xD800 and < FirstAboveSurrogates or LastCodePoint)
            {
                continue;
            }

            return prefix + char.ConvertFromUtf32(last == LastBelowSurrogates ? FirstAboveSurrogates : last + 1);
        }

        return null;
    }
}
