namespace Metastore.Storage.Placements;

/// <summary>The statements that take a database from where it is to where the options want it, in their order.</summary>
/// <remarks>Regions and tables of the operator's own are left alone: nothing is ever dropped.</remarks>
internal static class PlacementPlan
{
    public static IReadOnlyList<string> Of(PlacementOptions options, PlacedDatabase database, IReadOnlyDictionary<string, string?> tables)
    {
        var placed = options.PrimaryRegion is not null || !string.IsNullOrEmpty(database.PrimaryRegion);
        return placed ? [.. Regions(options, database), .. Localities(database, tables)] : [];
    }

    private static IEnumerable<string> Regions(PlacementOptions options, PlacedDatabase database)
    {
        if (options.PrimaryRegion is not { } primary)
        {
            yield break;
        }

        var alter = $"ALTER DATABASE {Quoted(database.Name)}";
        if (string.IsNullOrEmpty(database.PrimaryRegion))
        {
            yield return $"{alter} SET PRIMARY REGION {Quoted(primary)}";
        }

        foreach (var region in options.AllRegions.Except(database.Regions?.Split(',') ?? []).Where(region => region != primary || !string.IsNullOrEmpty(database.PrimaryRegion)))
        {
            yield return $"{alter} ADD REGION IF NOT EXISTS {Quoted(region)}";
        }

        foreach (var statement in Roles(options, database, primary, alter))
        {
            yield return statement;
        }
    }

    private static IEnumerable<string> Roles(PlacementOptions options, PlacedDatabase database, string primary, string alter)
    {
        if (database.SecondaryRegion == primary)
        {
            yield return $"{alter} DROP SECONDARY REGION";
        }

        if (!string.IsNullOrEmpty(database.PrimaryRegion) && database.PrimaryRegion != primary)
        {
            yield return $"{alter} SET PRIMARY REGION {Quoted(primary)}";
        }

        var goal = options.SurvivalGoal ?? (options.AllRegions.Count >= 3 ? SurvivalGoal.Region : SurvivalGoal.Zone);
        if (!string.Equals(database.SurvivalGoal ?? nameof(SurvivalGoal.Zone), $"{goal}", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{alter} SURVIVE {(goal == SurvivalGoal.Region ? "REGION" : "ZONE")} FAILURE";
        }

        if (options.SecondaryRegion is { } secondary && secondary != database.SecondaryRegion)
        {
            yield return $"{alter} SET SECONDARY REGION {Quoted(secondary)}";
        }
    }

    // Tables that migration has yet to make are in the primary region, where there is one.
    private static IEnumerable<string> Localities(PlacedDatabase database, IReadOnlyDictionary<string, string?> tables) =>
        from placement in TablePlacement.All
        where tables.GetValueOrDefault(placement.Table, string.IsNullOrEmpty(database.PrimaryRegion) ? null : TablePlacement.Regional) != placement.Locality
        select $"ALTER TABLE {Quoted(placement.Table)} SET LOCALITY {placement.Locality}";

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
