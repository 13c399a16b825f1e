using Xunit;

namespace Metastore.Tests.Conformance;

public sealed class AcceptedDifferencesTests
{
    private static readonly CallResult Owner = Result(3, "get_table", "read/plain", new Difference(DifferenceKind.Value, ".owner", "root became spark"));

    [Theory]
    [InlineData("""{"recording": "spark*", "method": "get_table", "reason": "r"}""", true)]
    [InlineData("""{"recording": "spark35", "method": "get_*", "label": "read/", "call": 3, "field": "owner", "contains": "spark", "reason": "r"}""", true)]
    [InlineData("""{"recording": "trino*", "method": "get_table", "reason": "r"}""", false)]
    [InlineData("""{"recording": "*", "method": "get_tables", "reason": "r"}""", false)]
    [InlineData("""{"recording": "*", "label": "plain", "reason": "r"}""", false)]
    [InlineData("""{"recording": "*", "call": 4, "reason": "r"}""", false)]
    [InlineData("""{"recording": "*", "field": "ownerType", "reason": "r"}""", false)]
    [InlineData("""{"recording": "*", "contains": "trino", "reason": "r"}""", false)]
    public void Entry_accepts_what_it_names_and_is_stale_otherwise(string entry, bool accepts)
    {
        var accepted = AcceptedDifferences.Parse($$"""{"answers": [{{entry}}], "texts": []}""");

        var remaining = Assert.Single(accepted.Remaining("spark35", [Owner]));

        Assert.Equal(accepts, remaining.Ok);
        Assert.Equal(accepts ? 0 : 1, accepted.Stale(["spark35"]).Count);
    }

    [Fact]
    public void Entry_for_texts_does_not_accept_answers()
    {
        var accepted = AcceptedDifferences.Parse("""{"answers": [], "texts": [{"recording": "*", "method": "get_table", "reason": "r"}]}""");

        Assert.False(Assert.Single(accepted.Remaining("spark35", [Owner])).Ok);
    }

    [Fact]
    public void Entry_is_not_stale_while_a_recording_that_it_names_was_not_replayed()
    {
        var accepted = AcceptedDifferences.Parse("""{"answers": [{"recording": "*", "method": "get_tables", "reason": "r"}], "texts": []}""");

        accepted.Remaining("spark35", [Owner]);

        Assert.Empty(accepted.Stale(["spark35", "trino"]));
    }

    [Fact]
    public void Report_shows_calls_with_their_fields_and_counts_by_method()
        => Assert.Equal(
            """
            1 of 2 answers agree, 0 exception texts differ
            #3 get_table [read/plain]
                owner: root became spark
                get_table: 1 of 2 differ, 0 texts

            """,
            Report.Of([Owner, Result(4, "get_table", "read/plain")]));

    private static CallResult Result(int number, string method, string label, params Difference[] differences)
        => new(new RecordedCall { Number = number, Connection = 1, Label = label, Method = method, Request = [] }, differences, []);
}
