using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace Metastore.Names;

/// <summary>Regular expressions that clients write for Java, matched as a whole and in time linear in the name.</summary>
internal static class JavaRegex
{
    private const int LongestPattern = 4096;

    /// <summary>False for what is no regular expression, is too large, or needs backtracking (look-around, back references).</summary>
    public static bool TryCompile(string pattern, RegexOptions options, [NotNullWhen(true)] out Regex? regex)
    {
        regex = null;
        if (pattern.Length > LongestPattern)
        {
            return false;
        }

        try
        {
            regex = new Regex($@"\A(?:{Unquote(pattern)})\z", options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InsufficientExecutionStackException)
        {
            return false;
        }
    }

    // Java's \Q...\E takes text literally; .NET has no such thing.
    private static string Unquote(string pattern)
    {
        var start = pattern.IndexOf(@"\Q", StringComparison.Ordinal);
        if (start < 0)
        {
            return pattern;
        }

        var end = pattern.IndexOf(@"\E", start + 2, StringComparison.Ordinal);
        var quoted = end < 0 ? pattern[(start + 2)..] : pattern[(start + 2)..end];
        var text = new StringBuilder(pattern, 0, start, pattern.Length + quoted.Length).Append(Regex.Escape(quoted));
        return end < 0 ? text.ToString() : text.Append(Unquote(pattern[(end + 2)..])).ToString();
    }
}
