using System.Text;

namespace Metastore.Filters;

/// <summary>Cuts a filter into tokens; what is none becomes an unknown one, so that the parser says what is wrong.</summary>
/// <param name="source">The filter.</param>
/// <param name="escapes">Whether a backslash in a text keeps a quote after it from ending the text.</param>
internal sealed class FilterLexer(string source, bool escapes)
{
    private const int DateLength = 10;
    private const int TimestampLength = 19;
    private int _position;

    /// <summary>All tokens, an end at the end.</summary>
    public List<FilterToken> Read()
    {
        var tokens = new List<FilterToken>();
        while (true)
        {
            while (_position < source.Length && source[_position] is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
            }

            tokens.Add(Next());
            if (tokens[^1].Kind == FilterTokenKind.End)
            {
                return tokens;
            }
        }
    }

    private static bool IsWord(char letter) => letter == '_' || char.IsLetterOrDigit(letter);

    private FilterToken Next()
    {
        if (_position == source.Length)
        {
            return Token(FilterTokenKind.End, 0);
        }

        var letter = source[_position];
        return letter switch
        {
            '(' => Token(FilterTokenKind.LeftParenthesis, 1),
            ')' => Token(FilterTokenKind.RightParenthesis, 1),
            ',' => Token(FilterTokenKind.Comma, 1),
            '-' => Token(FilterTokenKind.Minus, 1),
            '=' or '<' or '>' or '!' => Comparison(),
            '\'' or '"' => Quoted(FilterTokenKind.Text, letter),
            '`' => Quoted(FilterTokenKind.QuotedWord, letter),
            _ => IsWord(letter) ? Word() : Token(FilterTokenKind.Unknown, 1),
        };
    }

    private FilterToken Comparison()
    {
        foreach (var text in (ReadOnlySpan<string>)["<=>", "<=", ">=", "<>", "!=", "==", "<", ">", "="])
        {
            if (source.AsSpan(_position).StartsWith(text, StringComparison.Ordinal))
            {
                return Token(FilterTokenKind.Comparison, text.Length);
            }
        }

        return Token(FilterTokenKind.Unknown, 1);
    }

    private FilterToken Word()
    {
        var rest = source.AsSpan(_position);
        if (rest.Length >= TimestampLength && rest[DateLength] == ' ' && DateReader.TryReadTimestamp(rest[..TimestampLength], out _))
        {
            return Token(FilterTokenKind.Timestamp, TimestampLength);
        }

        if (rest.Length >= DateLength && LooksLikeDate(rest[..DateLength]))
        {
            return Token(FilterTokenKind.Date, DateLength);
        }

        var length = 1;
        while (length < rest.Length && IsWord(rest[length]))
        {
            length++;
        }

        return Token(rest[..length].ContainsAnyExceptInRange('0', '9') ? FilterTokenKind.Word : FilterTokenKind.Integer, length);
    }

    private static bool LooksLikeDate(ReadOnlySpan<char> text)
        => text[4] == '-' && text[7] == '-' && !text[..4].ContainsAnyExceptInRange('0', '9')
            && !text[5..7].ContainsAnyExceptInRange('0', '9') && !text[8..].ContainsAnyExceptInRange('0', '9');

    // A doubled quote is one quote (Flink writes 'it''s'); a backslash stays in the text (Spark writes "back\slash") unless it is before the quote.
    private FilterToken Quoted(FilterTokenKind kind, char quote)
    {
        var text = new StringBuilder();
        for (var i = _position + 1; i < source.Length; i++)
        {
            var letter = source[i];
            var next = i + 1 < source.Length ? source[i + 1] : '\0';
            if (letter == quote && next != quote)
            {
                return Token(kind, i + 1 - _position, text.ToString());
            }

            if (escapes && letter == '\\' && quote != '`' && next != '\0')
            {
                text.Append(next == quote ? "" : "\\").Append(next);
                i++;
                continue;
            }

            text.Append(letter);
            i += letter == quote ? 1 : 0;
        }

        return Token(FilterTokenKind.Unknown, 1);
    }

    private FilterToken Token(FilterTokenKind kind, int length, string? value = null)
    {
        var start = _position;
        _position += length;
        return new(kind, start, _position, value ?? source[start.._position]);
    }
}
