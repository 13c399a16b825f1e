using System.Text.RegularExpressions;

namespace Metastore.Tests.Support.Played;

/// <summary>What CockroachDB wants of those who speak to it, and PostgreSQL does not mind.</summary>
internal static partial class PlayedRules
{
    private static readonly (Regex Sign, string Rule)[] Never =
    [
        (SelectAll(), "lists no columns"),
        (Reset(), "resets the session"),
        (Catalog(), "reads the system's catalog"),
        (Advisory(), "uses what is not there"),
    ];

    /// <summary>A line for each statement that breaks a rule.</summary>
    public static IEnumerable<string> Broken(IEnumerable<SentStatement> sent) => sent.GroupBy(statement => statement.Connection).SelectMany(OnConnection);

    /// <summary>The statement without its age.</summary>
    public static string Ageless(string sql) => Age().Replace(sql, "").TrimEnd();

    private static IEnumerable<string> OnConnection(IEnumerable<SentStatement> sent)
    {
        var isInTransaction = false;
        foreach (var statement in sent)
        {
            isInTransaction = isInTransaction ? statement.Sql is not ("COMMIT" or "ROLLBACK") : statement.Sql.StartsWith("BEGIN", StringComparison.Ordinal);
            foreach (var rule in Broken(statement, isInTransaction))
            {
                yield return $"{rule}: {statement.Sql}";
            }
        }
    }

    private static IEnumerable<string> Broken(SentStatement statement, bool isInTransaction)
    {
        var sql = statement.Sql;
        if (sql.StartsWith("BEGIN", StringComparison.Ordinal) && !sql.EndsWith("ISOLATION LEVEL SERIALIZABLE", StringComparison.Ordinal))
        {
            yield return "is not serializable";
        }

        if (isInTransaction ? Ddl().IsMatch(sql) : Change().IsMatch(sql))
        {
            yield return isInTransaction ? "changes the schema in a transaction" : "writes without a transaction";
        }

        if (statement.IsStale && (isInTransaction || statement.Place > 0 || !IsAgeInPlace(sql)))
        {
            yield return "has its age in the wrong place";
        }

        foreach (var (sign, rule) in Never)
        {
            if (sign.IsMatch(sql))
            {
                yield return rule;
            }
        }
    }

    // Once, outside of all parentheses, and after FROM.
    private static bool IsAgeInPlace(string sql) => Age().Matches(sql) is [var age] && sql[age.Index..].StartsWith("AS OF SYSTEM TIME", StringComparison.Ordinal)
        && sql[..age.Index].Count(c => c == '(') == sql[..age.Index].Count(c => c == ')') && sql[..age.Index].Contains("FROM", StringComparison.Ordinal)
        && Next().IsMatch(sql[(age.Index + age.Length)..]);

    [GeneratedRegex(@"AS OF SYSTEM TIME (?:'-\d+(?:ms|s|m|h)'|with_max_staleness\('\d+(?:ms|s|m|h)'\)) ?")]
    private static partial Regex Age();

    [GeneratedRegex(@"^(WHERE|GROUP|ORDER|LIMIT|$)")]
    private static partial Regex Next();

    [GeneratedRegex(@"^(CREATE|ALTER|DROP)\b")]
    private static partial Regex Ddl();

    [GeneratedRegex(@"^(INSERT|UPDATE|DELETE)\b")]
    private static partial Regex Change();

    [GeneratedRegex(@"SELECT (\w+\.)?\*")]
    private static partial Regex SelectAll();

    [GeneratedRegex(@"^(DISCARD|RESET|CLOSE|UNLISTEN|SET)\b")]
    private static partial Regex Reset();

    [GeneratedRegex(@"pg_type|pg_catalog")]
    private static partial Regex Catalog();

    [GeneratedRegex(@"pg_(try_)?advisory|\bLISTEN\b|\bNOTIFY\b")]
    private static partial Regex Advisory();
}
