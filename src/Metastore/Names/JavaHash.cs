namespace Metastore.Names;

/// <summary>Java's <c>String.hashCode</c>, which shows in names and orders that Hive's metastore makes.</summary>
internal static class JavaHash
{
    public static int Of(string text)
    {
        var hash = 0;
        foreach (var letter in text)
        {
            hash = unchecked((31 * hash) + letter);
        }

        return hash;
    }
}
