namespace Metastore.Storage.Placements;

/// <summary>A database and its regions, as CockroachDB shows them; one without regions has no primary one.</summary>
internal sealed class PlacedDatabase
{
    public required string Name { get; init; }

    public string? PrimaryRegion { get; init; }

    public string? SecondaryRegion { get; init; }

    /// <summary>All of them, by commas.</summary>
    public string? Regions { get; init; }

    /// <summary>zone or region.</summary>
    public string? SurvivalGoal { get; init; }
}
