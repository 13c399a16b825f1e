using System.Text.RegularExpressions;
using Metastore.Storage;
using Metastore.Storage.Placements;
using Xunit;

namespace Metastore.Tests.Storage.Statements;

/// <summary>All SQL of the server, read out of its source, against CockroachDB's grammar and the ways in which it differs from PostgreSQL.</summary>
public sealed class StatementTests
{
    private static readonly string[] Ages = ["AS OF SYSTEM TIME '-5s'", "AS OF SYSTEM TIME with_max_staleness('1h')"];

    private static IEnumerable<string> Migrations => Migrator.Files.SelectMany(Migrator.Statements).Concat(MigrationStore.Tables).Select(Dialect.Cockroach.Ddl);

    private static IEnumerable<string> Placements
    {
        get
        {
            var options = new PlacementOptions { PrimaryRegion = "us-east-1", Regions = "eu-west-1,ap-south.1", SecondaryRegion = "eu-west-1", SurvivalGoal = SurvivalGoal.Zone };
            var tables = TablePlacement.All.ToDictionary(placement => placement.Table, _ => (string?)null);
            return PlacementPlan.Of(options, new PlacedDatabase { Name = "a-\"b" }, tables)
                .Concat(PlacementPlan.Of(options, new PlacedDatabase { Name = "a", PrimaryRegion = "ap-south.1", SecondaryRegion = "us-east-1", Regions = "ap-south.1,us-east-1", SurvivalGoal = "region" }, tables));
        }
    }

    [Fact]
    public async Task Cockroach_understands_every_statement()
    {
        Assert.SkipWhen(CockroachParser.WhyMissing is not null, CockroachParser.WhyMissing ?? "");
        var read = StatementSources.All.Where(statement => statement.IsRead).SelectMany(statement => Ages.Select(age => AsOfSystemTime.In(statement.Sql, age)));
        var all = StatementSources.All.Select(statement => statement.Sql).Concat(read).Concat(Migrations).Concat(Placements);
        Assert.Equal("", await CockroachParser.RefusedAsync(all));
    }

    [Fact]
    public void Statements_are_found()
    {
        Assert.InRange(StatementSources.All.Count, 90, 1000);
        Assert.Contains(StatementSources.All, statement => statement.Sql.Contains("FROM unnest(@starts, @ends)", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_read_of_a_table_takes_an_age()
    {
        var without = StatementSources.All.Where(statement => statement.IsRead && statement.Sql.Contains("FROM", StringComparison.Ordinal))
            .Where(statement => AsOfSystemTime.In(statement.Sql, "AT") == statement.Sql);
        Assert.Empty(without);
    }

    [Theory]
    [InlineData(@"SELECT (\w+\.)?\*", "a prepared SELECT * fails once a column is added")]
    [InlineData(@"\bLIKE\b", "a pattern in a parameter scans the whole index")]
    [InlineData(@"\bOFFSET\b", "pages go on from a key")]
    [InlineData(@"pg_(try_)?advisory|\bLISTEN\b|\bNOTIFY\b|\bnextval\b", "these do nothing, or are not there")]
    [InlineData(@"\bFOR (UPDATE|SHARE)\b", "a locking read goes to the leaseholder, however far")]
    [InlineData(@"\bnow\(\)|CURRENT_TIMESTAMP", "the time is the service's")]
    [InlineData(@"[\w)] / [\w(@]", "a quotient of integers is a decimal")]
    public void Statements_keep_off_traps(string trap, string why) =>
        Assert.All(StatementSources.All, statement => Assert.False(Regex.IsMatch(statement.Sql, trap), $"{statement.Place}: {why}: {statement.Sql}"));

    [Theory]
    [InlineData(@"\b(INT|INTEGER|INT4|SMALLINT|SERIAL|BIGSERIAL|IDENTITY|VARCHAR|CITEXT)\b", "another width, or ids in no order")]
    [InlineData("COLLATE", "another type")]
    [InlineData("^CREATE (TABLE|INDEX|UNIQUE INDEX) (?!IF NOT EXISTS)|^ALTER TABLE \\w+ (ADD|DROP) COLUMN (?!IF )|^DROP \\w+ (?!IF EXISTS)", "can't be repeated")]
    public void Migrations_keep_off_traps(string trap, string why) =>
        Assert.All(Migrations, statement => Assert.False(Regex.IsMatch(statement, trap), $"{why}: {statement}"));
}
