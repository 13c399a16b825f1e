using System.Buffers;
using System.Text.RegularExpressions;

namespace Metastore.Names;

/// <summary>One alternative of a <see cref="NamePattern"/>: literals, <c>*</c> for any text, <c>.</c> for any character, or a regular expression.</summary>
internal sealed class NameAlternative
{
    private static readonly SearchValues<char> RegexOnly = SearchValues.Create(@"\[](){}^$+?");

    // PostgreSQL refuses NUL in any text, so it may not come into a range.
    private static readonly SearchValues<char> NotLiteral = SearchValues.Create(".*\\[](){}^$+?\0");

    private readonly string _pattern;
    private readonly Regex? _regex;

    public NameAlternative(string pattern)
    {
        _pattern = CollapseStars(pattern.ToLowerInvariant());
        if (pattern.AsSpan().ContainsAny(RegexOnly)
            && JavaRegex.TryCompile(pattern.Replace("*", ".*", StringComparison.Ordinal), RegexOptions.IgnoreCase, out var regex))
        {
            _regex = regex;
        }
    }

    /// <summary>What every matching name starts with, in lower case.</summary>
    public ReadOnlySpan<char> Prefix
    {
        get
        {
            var end = _pattern.AsSpan().IndexOfAny(NotLiteral);
            return end < 0 ? _pattern
                // A quantifier may take the character before it away.
                : _pattern.AsSpan(0, _pattern[end] is '?' or '{' or '+' ? Math.Max(end - 1, 0) : end);
        }
    }

    public bool Matches(ReadOnlySpan<char> name) => MatchesWildcards(name) || (_regex?.IsMatch(name) ?? false);

    private bool MatchesWildcards(ReadOnlySpan<char> name)
    {
        var (at, letter, star, resume) = (0, 0, -1, 0);
        while (letter < name.Length)
        {
            if (at < _pattern.Length && _pattern[at] == '*')
            {
                (star, resume) = (at++, letter);
            }
            else if (at < _pattern.Length && (_pattern[at] == '.' || _pattern[at] == char.ToLowerInvariant(name[letter])))
            {
                (at, letter) = (at + 1, letter + 1);
            }
            else if (star >= 0)
            {
                (at, letter) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }

    private static string CollapseStars(string pattern)
        => pattern.Contains("**", StringComparison.Ordinal) ? Regex.Replace(pattern, @"\*{2,}", "*") : pattern;
}
