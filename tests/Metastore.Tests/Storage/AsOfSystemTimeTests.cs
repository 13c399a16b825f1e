using Metastore.Storage;
using Metastore.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace Metastore.Tests.Storage;

public sealed class AsOfSystemTimeTests
{
    [Theory]
    [InlineData("SELECT a FROM t WHERE b = @b", "SELECT a FROM t AT WHERE b = @b")]
    [InlineData("SELECT a FROM t\nORDER BY a", "SELECT a FROM t\nAT ORDER BY a")]
    [InlineData("SELECT a FROM t", "SELECT a FROM t AT")]
    [InlineData("SELECT a FROM t JOIN u ON t.x = u.x AND t.limit_of = u.y LIMIT 1", "SELECT a FROM t JOIN u ON t.x = u.x AND t.limit_of = u.y AT LIMIT 1")]
    [InlineData("SELECT a, (SELECT b FROM u WHERE u.x = t.x) FROM t WHERE c = 1", "SELECT a, (SELECT b FROM u WHERE u.x = t.x) FROM t AT WHERE c = 1")]
    [InlineData("WITH w AS (SELECT a FROM t WHERE b = 1) SELECT a FROM w ORDER BY a", "WITH w AS (SELECT a FROM t WHERE b = 1) SELECT a FROM w AT ORDER BY a")]
    [InlineData("SELECT ' FROM x WHERE ' FROM t WHERE a = ')'", "SELECT ' FROM x WHERE ' FROM t AT WHERE a = ')'")]
    [InlineData("SELECT 1", "SELECT 1")]
    public void The_clause_follows_the_outermost_from(string sql, string expected) => Assert.Equal(expected, AsOfSystemTime.In(sql, "AT"));

    [Fact]
    public void A_fresh_read_is_left_as_it_is() => Assert.Same("SELECT a FROM t", AsOfSystemTime.In("SELECT a FROM t", null));

    [Theory]
    [InlineData("Reads:Staleness", "-5s'; DROP TABLE tables; --")]
    [InlineData("Reads:OlderStaleness", "5s")]
    [InlineData("Reads:MaxStaleness", "1h')")]
    public async Task An_age_that_is_not_one_is_refused(string name, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => TestMetastore.CreateAsync(new KeyValuePair<string, string?>(name, value)));
        Assert.StartsWith($"{name} = {value}: ", Assert.Single(error.Failures), StringComparison.Ordinal);
    }
}
