namespace Metastore.Filters;

/// <summary>
/// Reads the filters of partitions and tables. The grammar is the union of Hive's two: <c>Filter.g</c> up to 3.x and <c>PartitionFilter.g4</c> of 4.x;
/// beyond them it takes keys that are called like a keyword (<c>date = "2024-01-01"</c>), and one struct as well as several.
/// </summary>
internal sealed class FilterParser
{
    private const int LongestFilter = 4 * 1024 * 1024;
    private const int DeepestNesting = 1000;

    private readonly FilterTokens _tokens;
    private int _depth;

    private FilterParser(FilterTokens tokens) => _tokens = tokens;

    /// <summary>Null for an empty filter.</summary>
    /// <exception cref="MetaException">It is no filter, or too long, or too deep; the text is that of Hive 4.0's parser, as far as that is one.</exception>
    public static FilterNode? Parse(string filter)
    {
        if (filter.Length > LongestFilter)
        {
            throw Errors.Meta($"Error parsing partition filter: it is longer than {LongestFilter} characters");
        }

        try
        {
            return Parse(filter, escapes: true);
        }
        catch (MetaException) when (filter.Contains("\\\"", StringComparison.Ordinal) || filter.Contains("\\'", StringComparison.Ordinal))
        {
            // Spark does not escape, so the backslash of "C:\" may be no more than that; the first complaint stands if it is not.
            return TryParseUnescaped(filter) ?? throw;
        }
    }
}
