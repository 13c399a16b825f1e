using Metastore.Statistics;
using Xunit;

namespace Metastore.Tests.Statistics;

public class ColumnStatsAccurateTests
{
    [Theory]
    [InlineData(null, """{"COLUMN_STATS":{"a":"true","b":"true"}}""")]
    [InlineData("true", """{"BASIC_STATS":"true","COLUMN_STATS":{"a":"true","b":"true"}}""")]
    [InlineData("""{"BASIC_STATS":"true","COLUMN_STATS":{"z":"true"}}""", """{"BASIC_STATS":"true","COLUMN_STATS":{"a":"true","b":"true","z":"true"}}""")]
    [InlineData("{not json", """{"COLUMN_STATS":{"a":"true","b":"true"}}""")]
    public void Columns_are_added_in_order_to_what_is_there(string? before, string after)
    {
        var parameters = new Dictionary<string, string>();
        if (before is not null)
        {
            parameters[ColumnStatsAccurate.Key] = before;
        }

        ColumnStatsAccurate.SetColumns(parameters, ["b", "a"]);

        Assert.Equal(after, parameters[ColumnStatsAccurate.Key]);
    }

    [Fact]
    public void Removing_columns_keeps_the_rest_and_makes_no_parameter()
    {
        var parameters = new Dictionary<string, string> { [ColumnStatsAccurate.Key] = """{"BASIC_STATS":"true","COLUMN_STATS":{"a":"true"}}""" };
        var empty = new Dictionary<string, string>();

        ColumnStatsAccurate.RemoveColumns(parameters, ["a", "b"]);
        ColumnStatsAccurate.RemoveColumns(empty, ["a"]);

        Assert.Equal("""{"BASIC_STATS":"true"}""", parameters[ColumnStatsAccurate.Key]);
        Assert.Empty(empty);
    }
}
