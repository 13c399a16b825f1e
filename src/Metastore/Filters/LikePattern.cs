using System.Buffers;
using System.Text.RegularExpressions;
using Metastore.Names;

namespace Metastore.Filters;

/// <summary>
/// A LIKE of a partition filter. Hive 4.0 reads it as SQL does (<c>%</c>, <c>_</c>, backslash), Hive up to 3.x as a regular expression of Java's, and clients
/// send what their own release reads: a text matches if it does either way, since a client filters again what it gets and misses what it does not.
/// </summary>
internal sealed class LikePattern
{
    private const char Escape = '\\';
    private static readonly SearchValues<char> RegexLetters = SearchValues.Create(".*+?[({|^$\\");
    private readonly string _pattern;
    private readonly Regex? _regex;

    public LikePattern(string pattern)
    {
        _pattern = pattern;
        _regex = pattern.AsSpan().IndexOfAny(RegexLetters) >= 0 && JavaRegex.TryCompile(pattern, RegexOptions.Singleline, out var regex) ? regex : null;
    }

    public bool Matches(ReadOnlySpan<char> text) => MatchesSql(text) || (_regex?.IsMatch(text) ?? false);

    /// <summary>Whether a text matches as SQL reads the pattern.</summary>
    public bool MatchesSql(ReadOnlySpan<char> text)
    {
        // On a mismatch the last % takes one letter more, so that the time is bounded by text times pattern.
        var (at, position, afterPercent, retry) = (0, 0, -1, 0);
        while (true)
        {
            if (position < _pattern.Length && _pattern[position] == '%')
            {
                (afterPercent, retry) = (++position, at);
                continue;
            }

            if (at == text.Length && position == _pattern.Length)
            {
                return true;
            }

            if (at < text.Length && position < _pattern.Length && TryMatchOne(text, ref at, ref position))
            {
                continue;
            }

            if (afterPercent < 0 || retry == text.Length)
            {
                return false;
            }

            (at, position) = (++retry, afterPercent);
        }
    }

    private bool TryMatchOne(ReadOnlySpan<char> text, ref int at, ref int position)
    {
        if (_pattern[position] == '_')
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
            position++;
            return true;
        }

        var escaped = _pattern[position] == Escape && position + 1 < _pattern.Length ? 1 : 0;
        if (_pattern[position + escaped] != text[at])
        {
            return false;
        }

        at++;
        position += 1 + escaped;
        return true;
    }
}
