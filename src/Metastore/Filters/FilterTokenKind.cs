namespace Metastore.Filters;

internal enum FilterTokenKind
{
    End,
    Word,
    QuotedWord,
    Text,
    Integer,
    Date,
    Timestamp,
    Minus,
    Comma,
    LeftParenthesis,
    RightParenthesis,
    Comparison,
    Unknown,
}
