using System.Buffers;
using System.Globalization;

namespace Metastore.Partitions;

/// <summary>How keys and values go into a partition's name: what is special to a path or to a name becomes <c>%XX</c>.</summary>
/// <remarks>Hive <c>FileUtils.escapePathName</c> and <c>unescapePathName</c>.</remarks>
internal static class PathEscape
{
    private const char Escape = '%';

    // Hive's charToEscape; space, }, <, > and | are not among them.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), .. "\"#%'*/:=?\\{[]^\u007F"]);

    public static bool IsSpecial(char letter) => Special.Contains(letter);

    public static string Escaped(string text)
        => string.Create(LengthOf(text), text, static (target, source) => Write(source, target));

    /// <summary>The length of a text once it is escaped.</summary>
    public static int LengthOf(ReadOnlySpan<char> text)
    {
        var length = text.Length;
        for (var i = text.IndexOfAny(Special); i >= 0; i = NextSpecial(text, i + 1))
        {
            length += 2;
        }

        return length;
    }

    /// <summary>Writes a text escaped and returns how much was written.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<char> target)
    {
        var written = 0;
        foreach (var letter in text)
        {
            if (IsSpecial(letter))
            {
                target[written] = Escape;
                ((int)letter).TryFormat(target[(written + 1)..], out _, "X2", CultureInfo.InvariantCulture);
                written += 3;
            }
            else
            {
                target[written++] = letter;
            }
        }

        return written;
    }

    public static string Unescaped(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains(Escape))
        {
            return escaped.ToString();
        }

        var buffer = escaped.Length <= 256 ? stackalloc char[escaped.Length] : new char[escaped.Length];
        return buffer[..Unescape(escaped, buffer)].ToString();
    }

    /// <summary>Writes a text as it was before it was escaped and returns how much was written; a <c>%</c> without two hex digits stays.</summary>
    public static int Unescape(ReadOnlySpan<char> escaped, Span<char> target)
    {
        var written = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            var letter = escaped[i];
            if (letter == Escape && i + 2 < escaped.Length
                && byte.TryParse(escaped.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                letter = (char)code;
                i += 2;
            }

            target[written++] = letter;
        }

        return written;
    }

    private static int NextSpecial(ReadOnlySpan<char> text, int start)
        => text[start..].IndexOfAny(Special) is var next and >= 0 ? start + next : -1;
}
