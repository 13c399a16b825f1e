using System.Globalization;
using System.Text;

namespace Metastore.Filters;

/// <summary>The tokens of a filter, read from the left; the errors are those of the parser that Hive 4.0 generates (ANTLR 4), which stops at the first.</summary>
internal sealed class FilterTokens(string source, List<FilterToken> tokens)
{
    /// <summary>What Hive's messages call the tokens that start a constant.</summary>
    public const string ConstantStart = "'-', 'DATE', 'TIMESTAMP', STRING, INTEGER_VALUE, DATE_VALUE, TIMESTAMP_VALUE";

    /// <summary>What Hive's messages call the tokens that are a key.</summary>
    public const string KeyStart = "IDENTIFIER, QUOTEDIDENTIFIER";

    private const string Operators = "EQ, '<=>', '<>', '!=', '<', '<=', '>', '>=', 'LIKE'";

    private static readonly string[] Keywords = ["AND", "OR", "NOT", "BETWEEN", "IN", "STRUCT", "CONST", "DATE", "TIMESTAMP", "LIKE"];

    private int _next;

    public FilterToken Current => tokens[_next];

    /// <summary>A token further on; past the end it is the end.</summary>
    public FilterToken Peek(int distance) => tokens[Math.Min(_next + distance, tokens.Count - 1)];

    public FilterToken Take() => Current.Kind == FilterTokenKind.End ? Current : tokens[_next++];

    public bool TakeIf(FilterTokenKind kind)
    {
        var found = Current.Kind == kind;
        _next += found ? 1 : 0;
        return found;
    }

    public bool TakeIf(string keyword)
    {
        var found = Current.Is(keyword);
        _next += found ? 1 : 0;
        return found;
    }

    /// <exception cref="MetaException">The current token is another; <paramref name="name"/> is what Hive calls the one expected.</exception>
    public FilterToken Expect(FilterTokenKind kind, string name) =>
        Current.Kind == kind ? Take() : throw Unexpected(token => token.Kind == kind, name);

    /// <exception cref="MetaException">The current token is another.</exception>
    public void Expect(string keyword)
    {
        if (!TakeIf(keyword))
        {
            throw Unexpected(token => token.Is(keyword), $"'{keyword}'");
        }
    }

    /// <summary>What Hive says when it can't tell which rule a filter follows, from the current token to one further on.</summary>
    public MetaException NoViableAlternative(int distance)
    {
        // Blanks are no tokens, so that "ds in" shows as dsin.
        var text = string.Concat(Enumerable.Range(0, distance + 1).Select(Peek).Select(token => source[token.Start..token.End]));
        return Error($"no viable alternative at input '{(text.Length == 0 ? "<EOF>" : text)}'");
    }

    /// <summary>What Hive says when the current token is none of those expected.</summary>
    public MetaException Unexpected(Func<FilterToken, bool> isExpected, string expected)
    {
        var text = Current.Kind == FilterTokenKind.End ? "<EOF>" : source[Current.Start..Current.End];
        return Error(isExpected(Peek(1))
            ? $"extraneous input '{text}' expecting {expected}"
            : $"mismatched input '{text}' expecting {expected}");
    }

    public static MetaException Error(string message) => Errors.Meta($"Error parsing partition filter: lexer error: {message}");

    // A key at the start of a condition; a keyword is one if what follows says so.
    public bool IsKey(int distance) =>
        IsName(distance) && !IsConstant(distance) && (StartsCondition(distance + 1) || !Keywords.Any(Peek(distance).Is));

    public bool IsName(int distance) => Peek(distance).Kind is FilterTokenKind.Word or FilterTokenKind.QuotedWord;

    public bool IsOperator(int distance) => Peek(distance).Kind == FilterTokenKind.Comparison || Peek(distance).Is("LIKE");

    public bool StartsCondition(int distance) =>
        IsOperator(distance) || Peek(distance).Is("BETWEEN") || Peek(distance).Is("NOT");

    public bool IsConstant(int distance) => Peek(distance) is var token && token.Kind switch
    {
        FilterTokenKind.Text or FilterTokenKind.Integer or FilterTokenKind.Minus or FilterTokenKind.Date or FilterTokenKind.Timestamp => true,
        FilterTokenKind.Word => (token.Is("DATE") || token.Is("TIMESTAMP")) && Peek(distance + 1).Kind == FilterTokenKind.Text,
        _ => false,
    };

    public FilterOperator ReadOperator()
    {
        if (!IsOperator(0))
        {
            throw Unexpected(_ => IsOperator(1), $"{{{Operators}}}");
        }

        return Take().Value switch
        {
            "!=" or "<>" => FilterOperator.NotEqual,
            "<" => FilterOperator.Less,
            "<=" => FilterOperator.LessOrEqual,
            ">" => FilterOperator.Greater,
            ">=" => FilterOperator.GreaterOrEqual,
            // No constant is null, so that <=> is =; Hive 4.0 refuses it.
            "=" or "==" or "<=>" => FilterOperator.Equal,
            _ => FilterOperator.Like,
        };
    }

    public FilterConstant ReadConstant()
    {
        if (!IsConstant(0))
        {
            throw Unexpected(_ => IsConstant(1), $"{{{ConstantStart}}}");
        }

        var token = Take();
        return token.Kind switch
        {
            FilterTokenKind.Text => new(FilterConstantKind.Text, ReadText(token.Value)),
            FilterTokenKind.Integer => ReadInteger(token.Value),
            FilterTokenKind.Minus => ReadInteger('-' + Expect(FilterTokenKind.Integer, "INTEGER_VALUE").Value),
            FilterTokenKind.Date => ReadDate(token.Value),
            FilterTokenKind.Timestamp => ReadTimestamp(token.Value),
            _ => token.Is("DATE") ? ReadDate(Take().Value) : ReadTimestamp(Take().Value),
        };
    }

    // Texts beside each other are one.
    private string ReadText(string text)
    {
        if (Current.Kind != FilterTokenKind.Text)
        {
            return text;
        }

        var all = new StringBuilder(text);
        while (Current.Kind == FilterTokenKind.Text)
        {
            all.Append(Take().Value);
        }

        return all.ToString();
    }

    private static FilterConstant ReadInteger(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number)
        ? new(FilterConstantKind.Integer, number.ToString(CultureInfo.InvariantCulture))
        : throw Error($"{text} is more than 64 bits");

    private static FilterConstant ReadDate(string text) => DateReader.TryReadDate(text, out _)
        ? new(FilterConstantKind.Date, text)
        : throw Error($"Text '{text}' could not be parsed");

    private static FilterConstant ReadTimestamp(string text) => DateReader.TryReadTimestamp(text, out _)
        ? new(FilterConstantKind.Timestamp, text)
        : throw Error($"Text '{text}' could not be parsed");
}
