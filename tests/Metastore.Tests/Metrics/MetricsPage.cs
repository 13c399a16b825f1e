using System.Globalization;
using System.Text.RegularExpressions;

namespace Metastore.Tests.Metrics;

/// <summary>A page in Prometheus's text format, read as strictly as Prometheus does.</summary>
internal sealed partial class MetricsPage
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _series = new(StringComparer.Ordinal);

    private MetricsPage()
    {
    }

    /// <summary>All names that a query may use.</summary>
    public IReadOnlySet<string> Names => _series.Keys.Select(series => series.Split('{')[0]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The sum of a metric's series.</summary>
    public double this[string name] => _series.Where(series => series.Key.Split('{')[0] == name).Sum(series => series.Value);

    /// <summary>Reads a page.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MetricsPage Parse(string text)
    {
        if (!text.EndsWith('\n') || text.Contains('\r', StringComparison.Ordinal))
        {
            throw new FormatException("Every line ends in a line feed");
        }

        var page = new MetricsPage();
        foreach (var line in text[..^1].Split('\n').Where(line => line.Length > 0 && line != "# EOF"))
        {
            page.Read(line);
        }

        foreach (var histogram in page._types.Where(type => type.Value == "histogram"))
        {
            page.CheckHistogram(histogram.Key);
        }

        return page;
    }

    private void Read(string line)
    {
        if (Comment().Match(line) is { Success: true } comment)
        {
            Require(comment.Groups["kind"].Value != "TYPE" || _types.TryAdd(comment.Groups["name"].Value, comment.Groups["text"].Value), line);
            return;
        }

        var sample = Sample().Match(line);
        Require(sample.Success && double.TryParse(sample.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture, out _), line);
        var name = sample.Groups["name"].Value;
        Require(_types.ContainsKey(name) || _types.ContainsKey(Suffix().Replace(name, "")), $"{line}: no TYPE before it");
        Require(_series.TryAdd(name + sample.Groups["labels"].Value, double.Parse(sample.Groups["value"].Value.Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture)), $"{line}: twice");
    }

    // Buckets grow, and the last one holds everything.
    private void CheckHistogram(string name)
    {
        foreach (var series in _series.Where(series => series.Key.StartsWith(name + "_bucket{", StringComparison.Ordinal)).GroupBy(series => Bound().Replace(series.Key, "")))
        {
            var counts = series.Select(bucket => bucket.Value).ToList();
            Require(counts.SequenceEqual(counts.Order()) && series.Last().Key.Contains("le=\"+Inf\"", StringComparison.Ordinal), series.Key);
        }
    }

    private static void Require(bool isSo, string line)
    {
        if (!isSo)
        {
            throw new FormatException(line);
        }
    }

    [GeneratedRegex(@"^# (?<kind>HELP|TYPE|UNIT) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*",?)*\})? (?<value>\S+)( -?[0-9]+)?$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(""",?le="[^"]*",?""")]
    private static partial Regex Bound();
}
