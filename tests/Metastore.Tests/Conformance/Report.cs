using System.Text;

namespace Metastore.Tests.Conformance;

/// <summary>What a failed conformance test says.</summary>
internal static class Report
{
    private const int CallsShown = 200;
    private const int DifferencesShown = 6;

    /// <summary>The first differing calls with their first differing fields, then a count per method; empty when all agree.</summary>
    public static string Of(IReadOnlyList<CallResult> results)
    {
        var failed = results.Where(result => result.Differences.Count + result.TextDifferences.Count > 0).ToList();
        if (failed.Count == 0)
        {
            return "";
        }

        var (differ, texts) = (results.Count(result => !result.Ok), results.Count(result => result.TextDifferences.Count > 0));
        var report = new StringBuilder($"{results.Count - differ} of {results.Count} answers agree, {texts} exception texts differ\n");
        foreach (var result in failed.OrderBy(result => result.Ok).Take(CallsShown).OrderBy(result => result.Call.Number))
        {
            AppendCall(report, result);
        }

        foreach (var method in failed.GroupBy(result => result.Call.Method).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var all = results.Count(result => result.Call.Method == method.Key);
            report.Append($"    {method.Key}: {method.Count(result => !result.Ok)} of {all} differ, {method.Count(result => result.TextDifferences.Count > 0)} texts\n");
        }

        return report.ToString();
    }

    private static void AppendCall(StringBuilder report, CallResult result)
    {
        report.Append($"#{result.Call.Number} {result.Call.Method} [{result.Call.Label}]\n");
        foreach (var difference in result.Differences.Concat(result.TextDifferences).Take(DifferencesShown))
        {
            report.Append($"    {(difference.Kind == DifferenceKind.Text ? "text " : "")}{difference}\n");
        }
    }
}
