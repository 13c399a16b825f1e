using Metastore.Names;
using Xunit;

namespace Metastore.Tests.Names;

public class DatabaseNameTests
{
    [Theory]
    [InlineData("sales", "hive", "sales")]
    [InlineData(" SaLes\t", "hive", "sales")]
    [InlineData("@Cat1#Db", "cat1", "db")]
    [InlineData("@hive#a#b", "hive", "a#b")]
    [InlineData("@c#wow!", "c", "wow!")]
    [InlineData("@c#!", "c", "")]
    [InlineData("", "hive", "")]
    [InlineData("a@b#c", "hive", "a@b#c")]
    public void A_database_argument_may_carry_its_catalog(string text, string catalog, string database)
        => Assert.Equal(new DatabaseName(catalog, database), DatabaseName.Parse(text));

    [Theory]
    [InlineData(null, "hive", null)]
    [InlineData("@cat1#", "cat1", null)]
    [InlineData("@CAT1#!", "cat1", "")]
    [InlineData("@hive#Sa*|t", "hive", "Sa*|t")]
    public void A_parsed_database_tells_missing_from_empty_and_keeps_a_pattern(string? text, string catalog, string? database)
        => Assert.Equal(new ParsedDatabase(catalog, database), ParsedDatabase.Parse(text));

    [Fact]
    public void The_catalog_in_a_database_text_wins_over_the_field_beside_it()
    {
        Assert.Equal(new("hive", "db"), DatabaseName.From(null, "DB"));
        Assert.Equal(new("other", "db"), DatabaseName.From("Other", "db"));
        Assert.Equal(new("", "db"), DatabaseName.From("", "db"));
        Assert.Equal(new("c", "db"), DatabaseName.From("hive", "@c#db"));
    }

    [Fact]
    public void A_catalog_marker_without_separator_is_refused()
    {
        var error = Assert.Throws<MetaException>(() => DatabaseName.Parse("@sales"));

        Assert.Equal("@sales is prepended with the catalog marker but does not appear to have a catalog name in it", error.Message);
    }

    [Fact]
    public void A_missing_database_or_table_is_refused()
    {
        Assert.Throws<MetaException>(() => DatabaseName.Parse(null));
        Assert.Throws<MetaException>(() => DatabaseName.Parse("@hive#"));
        Assert.Throws<MetaException>(() => TableName.Parse("db", null));
    }

    [Fact]
    public void Names_print_as_in_the_messages_of_Hive()
        => Assert.Equal("hive.db.t hive.db", $"{TableName.Parse("DB", " T ")} {DatabaseName.Parse("@hive#db")}");
}
