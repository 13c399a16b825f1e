namespace Metastore.Names;

/// <summary>What every name goes through before it is stored or looked up.</summary>
internal static class Identifier
{
    /// <summary>A name as it is stored: without the blanks around it, in lower case.</summary>
    /// <remarks>Hive <c>StringUtils.normalizeIdentifier</c>.</remarks>
    public static string Normalize(string text) => Trim(text).ToLowerInvariant();

    /// <summary>Java's trim: everything up to U+0020 goes, and only that.</summary>
    public static string Trim(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] <= ' ')
        {
            start++;
        }

        while (end > start && text[end - 1] <= ' ')
        {
            end--;
        }

        return text[start..end];
    }
}
