using Metastore.Partitions;
using Xunit;

namespace Metastore.Tests.Partitions;

public class PartitionNameTests
{
    private static readonly FieldSchema[] Keys = [new() { Name = "Ds" }, new() { Name = "hr" }];

    [Theory]
    [InlineData("2025/03=01 10:00", "dü %", "ds=2025%2F03%3D01 10%3A00/hr=dü %25")]
    [InlineData("#^?\t", "\u007F\"'*\\{[]", "ds=%23%5E%3F%09/hr=%7F%22%27%2A%5C%7B%5B%5D")]
    [InlineData("a}b<c>|d", "ж中😀", "ds=a}b<c>|d/hr=ж中😀")]
    [InlineData("", null, "ds=__HIVE_DEFAULT_PARTITION__/hr=__HIVE_DEFAULT_PARTITION__")]
    public void A_name_has_lower_case_keys_and_escaped_values(string first, string? second, string name)
        => Assert.Equal(name, PartitionName.Make(Keys, [first, second]));

    [Fact]
    public void Keys_without_as_many_values_are_refused_with_the_text_of_Hive()
    {
        var error = Assert.Throws<MetaException>(() => PartitionName.Make(Keys, ["no"]));

        Assert.Equal("Invalid partition key & values; keys [Ds, hr, ], values [no, ]", error.Message);
        Assert.Throws<MetaException>(() => PartitionName.Make([], []));
    }

    [Theory]
    [InlineData("ds=2008-07-01 14%3A13%3A12/hr=14", "2008-07-01 14:13:12", "14")]
    [InlineData("ds=100%/hr=%zz%4", "100%", "%zz%4")]
    [InlineData("ds=%2f%2Fa/hr=", "//a", "")]
    public void Values_come_back_unescaped(string name, params string[] values) => Assert.Equal(values, PartitionName.ReadValues(name));

    [Fact]
    public void Values_are_found_in_a_name_without_copying()
    {
        Span<Range> values = new Range[2];

        Assert.Equal(2, PartitionName.FindValues("ds=a/hr=12", values));
        Assert.Equal("12", "ds=a/hr=12"[values[1]]);
        Assert.Equal(-1, PartitionName.FindValues("ds=a/hr=1/x=2", values));
        Assert.Equal(-1, PartitionName.FindValues("ds=a/nonsense", values));
        Assert.Equal(-1, PartitionName.FindValues("", values));
    }

    [Theory]
    [InlineData("a=x%2Fy%20z%3D/b=%3A%25", "a:x/y z=", "b::%")]
    [InlineData("DS=A", "DS:A")]
    [InlineData("a=1/a=2", "a:2")]
    [InlineData("/b=1//a=2/", "b:1", "a:2")]
    [InlineData("a=b=c/=x/y=/nonsense", "a=b:c")]
    [InlineData("")]
    [InlineData("nonsense")]
    public void A_spec_is_what_looks_like_key_and_value(string name, params string[] spec)
        => Assert.Equal(spec, PartitionName.ReadSpec(name).Select(pair => $"{pair.Key}:{pair.Value}"));

    [Fact]
    public void A_name_from_a_client_gives_values_by_key()
    {
        FieldSchema[] keys = [new() { Name = "ds" }, new() { Name = "hr" }];

        Assert.Equal(["a", "1"], PartitionName.ReadValues("hr=1/extra=x/ds=a", keys, Errors.NoSuchObject));
        Assert.Equal("incomplete partition name - missing ds",
            Assert.Throws<NoSuchObjectException>(() => PartitionName.ReadValues("DS=a/hr=1", keys, Errors.NoSuchObject)).Message);
        Assert.Equal("Partition name is invalid. null",
            Assert.Throws<MetaException>(() => PartitionName.ReadValues(null, keys, Errors.NoSuchObject)).Message);
    }
}
