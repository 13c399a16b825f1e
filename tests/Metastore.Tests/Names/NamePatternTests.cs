using Metastore.Names;
using Xunit;

namespace Metastore.Tests.Names;

public class NamePatternTests
{
    [Theory]
    [InlineData(null, "anything", true)]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    [InlineData(" ", "a", false)]
    [InlineData("***", "a", true)]
    [InlineData(".*", "a", true)]
    [InlineData("*_tO_FiND*", "test_to_find_2", true)]
    [InlineData("*_to_find_*|*_hidden_*", "test_hidden_1", true)]
    [InlineData("t|m*", "tt", false)]
    [InlineData("t|m*", "mv", true)]
    [InlineData("t_*", "tables", false)]
    [InlineData("a.c", "abc", true)]
    [InlineData("a.c", "abbc", false)]
    [InlineData("*a*b", "xaxxabxb", true)]
    [InlineData("t[ab]", "tb", true)]
    [InlineData("T[AB]", "tb", true)]
    [InlineData("t[ab]", "t[ab]", true)]
    [InlineData(@"t\d+", "t12", true)]
    [InlineData(@"t\D", "t1", false)]
    [InlineData(@"\Qa+b\E", "a+b", true)]
    [InlineData("a+b", "aab", true)]
    [InlineData("a+b", "a+b", true)]
    [InlineData("t[", "t[", true)]
    [InlineData("(?=a)*", "a", false)]
    public void A_pattern_matches_whole_names_ignoring_case(string? pattern, string name, bool matches)
        => Assert.Equal(matches, NamePattern.Parse(pattern).Matches(name));

    [Theory]
    [InlineData("Sales*", "sales", "salet")]
    [InlineData("sales_a|sales_b*", "sales_", "sales`")]
    [InlineData("ab?", "a", "b")]
    [InlineData("ab{0}*", "a", "b")]
    [InlineData("a|b", null, null)]
    [InlineData(".x", null, null)]
    [InlineData("x\0*", "x", "y")]
    public void A_literal_start_bounds_the_names(string pattern, string? from, string? to)
        => Assert.Equal(new NameRange(from, to), NamePattern.Parse(pattern).Range);

    [Theory]
    [InlineData("a\U0010FFFF", "a\U0010FFFF", "b")]
    [InlineData("\uD7FF", "\uD7FF", "\uE000")]
    [InlineData("\U0010FFFF", "\U0010FFFF", null)]
    [InlineData("\U0001F600", "\U0001F600", "\U0001F601")]
    [InlineData("", null, null)]
    public void A_range_ends_after_the_last_name_with_its_prefix(string prefix, string? from, string? to)
        => Assert.Equal(new NameRange(from, to), NameRange.StartingWith(prefix));

    [Fact]
    public void Hostile_patterns_take_no_time()
    {
        var name = new string('a', 128);

        Assert.False(NamePattern.Parse(string.Concat(Enumerable.Repeat("a*", 60)) + "b").Matches(name));
        Assert.False(NamePattern.Parse("(a+)+b").Matches(name));
        Assert.False(NamePattern.Parse("((a{1000}){1000}){1000}").Matches("b"));
        Assert.False(NamePattern.Parse(new string('(', 4000)).Matches(name));
        Assert.Throws<MetaException>(() => NamePattern.Parse(new string('|', 5000)));
    }
}
