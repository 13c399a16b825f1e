using Metastore.Names;
using Metastore.Partitions;
using Xunit;

namespace Metastore.Tests.Partitions;

public class PartialSpecTests
{
    private static readonly FieldSchema[] Keys = [new() { Name = "ds" }, new() { Name = "hr" }];

    [Theory]
    [InlineData("ds=a/hr=1", true, "a", "1")]
    [InlineData("ds=a/hr=12", false, "a", "1")]
    [InlineData("ds=a/hr=1", true, "a", "")]
    [InlineData("ds=ab/hr=1", false, "a", "")]
    [InlineData("ds=a/hr=1", true, "a")]
    [InlineData("ds=ab/hr=1", false, "a")]
    [InlineData("ds=a/hr=1", true, "", "1")]
    [InlineData("ds=A/hr=1", false, "a")]
    [InlineData("ds=aXb/hr=1", false, "a.b", "")]
    [InlineData("ds=x%2Fy/hr=1", true, "x/y")]
    [InlineData("ds=a/hr=1", true, "", "")]
    public void Values_match_exactly_and_empty_ones_match_anything(string name, bool matches, params string[] values)
        => Assert.Equal(matches, PartialSpec.Parse(Keys, values).Matches(name));

    [Theory]
    [InlineData("ds=a/hr=1", "ds=a/hr=1\u0001", "a", "1")]
    [InlineData("ds=a/", "ds=a0", "a", "")]
    [InlineData("ds=x%2Fy/", "ds=x%2Fy0", "x/y")]
    [InlineData(null, null, "", "1")]
    public void Leading_values_bound_the_names(string? from, string? to, params string[] values)
        => Assert.Equal(new NameRange(from, to), PartialSpec.Parse(Keys, values).Range);

    [Theory]
    [InlineData("Incorrect number of partition values. numPartKeys=2, part_val=[a, b, c]", "a", "b", "c")]
    [InlineData("Invalid partition key & values; keys [], values []")]
    public void Wrong_counts_are_refused_with_the_texts_of_Hive(string text, params string[] values)
        => Assert.Equal(text, Assert.Throws<MetaException>(() => PartialSpec.Parse(Keys, values)).Message);
}
