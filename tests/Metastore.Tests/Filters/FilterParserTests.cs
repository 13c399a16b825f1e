using Metastore.Filters;
using Xunit;

namespace Metastore.Tests.Filters;

public sealed class FilterParserTests
{
    private const string Parsing = "Error parsing partition filter: lexer error: ";
    private const string ConstantStart = "'-', 'DATE', 'TIMESTAMP', STRING, INTEGER_VALUE, DATE_VALUE, TIMESTAMP_VALUE";

    // The answers of Hive 4.0.1, as recorded.
    [Theory]
    [InlineData("garbage", "no viable alternative at input 'garbage'")]
    [InlineData("garbage (", "no viable alternative at input 'garbage('")]
    [InlineData("ds in (\"2024-01-01\",\"app\")", "no viable alternative at input 'dsin'")]
    [InlineData("ds is null", "no viable alternative at input 'dsis'")]
    [InlineData("(ds, hr) in ((\"2024-01-01\",1))", "no viable alternative at input '(ds,'")]
    [InlineData("cast(hr as string) = \"1\"", "no viable alternative at input 'cast('")]
    [InlineData("p2 !< 'dd'", "no viable alternative at input 'p2!'")]
    [InlineData("c1 >= ", "mismatched input '<EOF>' expecting {" + ConstantStart + "}")]
    [InlineData("not ds = \"x\"", "extraneous input 'not' expecting {'(', " + ConstantStart + ", IDENTIFIER, QUOTEDIDENTIFIER}")]
    public void What_is_no_filter_is_refused_in_the_words_of_Hive(string filter, string expected)
        => Assert.Equal(Parsing + expected, Assert.Throws<MetaException>(() => FilterParser.Parse(filter)).Message);

    [Theory]
    [InlineData("ds = \"a\" garbage")]
    [InlineData("ds = \"a\" and")]
    [InlineData("(ds = \"a\"")]
    [InlineData("ds = 2024-02-30")]
    [InlineData("ds = 99999999999999999999")]
    [InlineData("\"a\" like ds")]
    [InlineData("(struct(a, b)) in (struct(1))")]
    public void A_filter_that_would_have_to_be_guessed_is_refused(string filter)
        => Assert.Throws<MetaException>(() => FilterParser.Parse(filter));

    [Theory]
    [InlineData("ds = \"it's\"", "ds = it's")]
    [InlineData("ds = 'it''s'", "ds = it's")]
    [InlineData("ds = 'a\\'b'", "ds = a'b")]
    [InlineData("ds = \"back\\slash\"", "ds = back\\slash")]
    [InlineData("(ds = \"C:\\\" or ds = \"b\")", "(ds = C:\\ or ds = b)")]
    [InlineData("ds = 'a' 'b'", "ds = ab")]
    [InlineData("5 < hr", "hr > 5")]
    [InlineData("hr=-5", "hr = -5")]
    [InlineData("`my key` == 007", "my key = 7")]
    [InlineData("date = \"2024-01-01\" AND date between DATE '2024-01-01' and 2024-01-02", "(date = 2024-01-01 and date >= 2024-01-01 and date <= 2024-01-02)")]
    [InlineData("a=1 or b=2 and c=3", "(a = 1 or (b = 2 and c = 3))")]
    [InlineData("(hr) Not In (1, 2)", "(hr != 1 and hr != 2)")]
    [InlineData("(struct(a, b)) in (const struct(1, 'x'), struct(2, 'y'))", "((a = 1 and b = x) or (a = 2 and b = y))")]
    [InlineData("t = 2024-01-01 10:00:00 or t = timestamp '2024-01-01 11:00:00'", "(t = 2024-01-01 10:00:00 or t = 2024-01-01 11:00:00)")]
    public void A_filter_is_read(string filter, string expected) => Assert.Equal(expected, Text(FilterParser.Parse(filter)));

    [Fact]
    public void Parentheses_are_counted_before_the_stack_is()
        => Assert.Contains("parentheses", Assert.Throws<MetaException>(() => FilterParser.Parse(new string('(', 1_000_000) + "a = 1")).Message);

    private static string Text(FilterNode? node) => node switch
    {
        FilterAnd all => $"({string.Join(" and ", all.Nodes.Select(Text))})",
        FilterOr any => $"({string.Join(" or ", any.Nodes.Select(Text))})",
        FilterComparison one => $"{one.Key} {Text(one.Operator)} {one.Constant.Text}",
        _ => "",
    };

    private static string Text(FilterOperator comparison) => comparison switch
    {
        FilterOperator.Equal => "=",
        FilterOperator.NotEqual => "!=",
        FilterOperator.Less => "<",
        FilterOperator.LessOrEqual => "<=",
        FilterOperator.Greater => ">",
        FilterOperator.GreaterOrEqual => ">=",
        _ => "like",
    };
}
