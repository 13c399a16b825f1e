using System.Text.RegularExpressions;

namespace Metastore.Tests.Support.Played;

/// <summary>The regions of a database and the localities of its tables, in a cluster of four regions: shown, changed and refused as CockroachDB does.</summary>
internal sealed partial class PlayedRegions
{
    private static readonly string[] Cluster = ["ap-south-1", "eu-west-1", "us-east-1", "us-west-2"];
    private readonly Lock gate = new();
    private readonly SortedSet<string> regions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> localities = [];
    private string? primary;
    private string? secondary;
    private string goal = "zone";

    /// <summary>What PostgreSQL is to run in its place; null if the statement has nothing to do with regions.</summary>
    public string? InPostgres(string sql)
    {
        lock (gate)
        {
            return sql.Contains("[SHOW ", StringComparison.Ordinal) ? sql.Replace("[SHOW DATABASES]", Databases(), StringComparison.Ordinal).Replace("[SHOW TABLES]", Tables(), StringComparison.Ordinal)
                : Alteration().Match(sql) is { Success: true } database ? Outcome(Alter(database.Groups[1].Value, database.Groups[2].Value))
                : Locality().Match(sql) is { Success: true } table ? Outcome(Place(table.Groups[1].Value, table.Groups[2].Value))
                : null;
        }
    }

    private static string Outcome(string? refusal) => refusal is null ? "DO $$ BEGIN END $$" : PlayedConnection.Raise(refusal);

    private static string Text(string? text) => text is null ? "NULL::text" : $"'{text}'::text";

    private string Databases() => $"""
        (SELECT current_database()::text AS database_name, {Text(primary)} AS primary_region, {Text(secondary)} AS secondary_region,
            ARRAY[{string.Join(", ", regions.Select(Text))}]::text[] AS regions, {Text(primary is null ? null : goal)} AS survival_goal) AS shown
        """;

    private string Tables() => $"""
        (SELECT schemaname::text AS schema_name, tablename::text AS table_name, l.locality
        FROM pg_tables LEFT JOIN (VALUES {string.Join(", ", localities.Select(pair => $"('{pair.Key}', '{pair.Value}')").Prepend("('', NULL)"))}) l (name, locality) ON l.name = tablename) AS shown
        """;

    // The error's code, or null.
    private string? Alter(string change, string region)
    {
        switch (change)
        {
            case "SET PRIMARY REGION" when Cluster.Contains(region) && (primary is null || regions.Contains(region)) && region != secondary:
                primary = region;
                regions.Add(region);
                return null;
            case "ADD REGION IF NOT EXISTS" when Cluster.Contains(region) && primary is not null:
                regions.Add(region);
                return null;
            case "SET SECONDARY REGION" when regions.Contains(region) && region != primary:
                secondary = region;
                return null;
            case "DROP SECONDARY REGION" when secondary is not null:
                secondary = null;
                return null;
            case "SURVIVE REGION FAILURE" when regions.Count >= 3:
                goal = "region";
                return null;
            case "SURVIVE ZONE FAILURE" when primary is not null:
                goal = "zone";
                return null;
            default:
                return "22023";
        }
    }

    private string? Place(string table, string locality)
    {
        localities[table] = locality;
        return primary is null ? "42P16" : null;
    }

    [GeneratedRegex("^ALTER DATABASE \"[^\"]+\" ([A-Z ]+?)(?: \"([^\"]+)\")?$")]
    private static partial Regex Alteration();

    [GeneratedRegex("^ALTER TABLE \"([^\"]+)\" SET LOCALITY (GLOBAL|REGIONAL BY TABLE IN PRIMARY REGION)$")]
    private static partial Regex Locality();
}
