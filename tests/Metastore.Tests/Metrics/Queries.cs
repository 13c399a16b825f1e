using System.Text.RegularExpressions;

namespace Metastore.Tests.Metrics;

/// <summary>The queries of the files in <c>docker</c>.</summary>
internal static partial class Queries
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "and", "or", "unless", "bool", "offset", "e" };

    /// <summary>Each query of the dashboard.</summary>
    public static IEnumerable<string> OfDashboard(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        foreach (var panel in document.RootElement.GetProperty("panels").EnumerateArray())
        {
            foreach (var target in panel.GetProperty("targets").EnumerateArray())
            {
                yield return target.GetProperty("expr").GetString()!;
            }
        }
    }

    /// <summary>Each query of the alert rules.</summary>
    public static IEnumerable<string> OfRules(string yaml) => Expression().Matches(yaml).Select(match => match.Groups[1].Value);

    /// <summary>The metrics that a query names: what is neither a label, a function nor a word of the language.</summary>
    public static IEnumerable<string> Metrics(string query) =>
        Identifier().Matches(NotMetrics().Replace(query, " ")).Select(match => match.Value).Where(name => !Words.Contains(name));

    [GeneratedRegex("^ +expr: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Expression();

    // Selectors, ranges, lists of labels, numbers.
    [GeneratedRegex("""\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)|\b[0-9.]+(e[0-9]+)?\b""")]
    private static partial Regex NotMetrics();

    [GeneratedRegex(@"\b[a-zA-Z_:][a-zA-Z0-9_:]*\b(?!\s*\()")]
    private static partial Regex Identifier();
}
