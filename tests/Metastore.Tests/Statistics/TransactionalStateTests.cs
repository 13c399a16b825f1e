using Metastore.Statistics;
using Xunit;

namespace Metastore.Tests.Statistics;

public class TransactionalStateTests
{
    private static readonly Table Transactional = new() { Parameters = new() { ["transactional"] = "true" } };

    [Theory]
    [InlineData(null, 4, null)]
    [InlineData("d.t:5:4:4:", 4, null)]
    [InlineData("d.t:5:9223372036854775807::", 4, """{"BASIC_STATS":"true","COLUMN_STATS":{"a":"true"}}""")]
    [InlineData(null, -1, """{"BASIC_STATS":"true","COLUMN_STATS":{"a":"true"}}""")]
    public void Only_a_writer_that_sees_the_last_write_can_vouch_for_a_transactional_table(string? snapshot, long lastWriteId, string? accurate)
    {
        var parameters = new Dictionary<string, string> { [ColumnStatsAccurate.Key] = """{"BASIC_STATS":"true"}""" };

        TransactionalState.MarkColumns(Transactional, parameters, lastWriteId, ["a"], snapshot);

        Assert.Equal(accurate, parameters.GetValueOrDefault(ColumnStatsAccurate.Key));
    }

    [Theory]
    [InlineData("d.t:4:9223372036854775807::", true)]
    [InlineData("d.t:3:9223372036854775807::", false)]
    [InlineData("d.t:9:4:4,7:", false)]
    [InlineData("d.t:9:9223372036854775807::4", false)]
    [InlineData(null, true)]
    public void Statistics_hold_for_queries_that_see_their_write(string? snapshot, bool holds)
    {
        var parameters = new Dictionary<string, string> { [ColumnStatsAccurate.Key] = """{"BASIC_STATS":"true"}""" };

        Assert.Equal(holds, TransactionalState.IsCurrent(Transactional, parameters, writeId: 4, snapshot));
    }
}
