using System.ComponentModel.DataAnnotations;

namespace Metastore.Storage.Placements;

/// <summary>The regions that CockroachDB keeps the catalog in.</summary>
internal sealed class PlacementOptions : IValidatableObject
{
    public const string Section = "Placement";

    private const string Name = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    /// <summary>Region that takes the writes. Default: none, and the database's regions are left as they are.</summary>
    [RegularExpression($"^{Name}$")]
    public string? PrimaryRegion { get; init; }

    /// <summary>All regions, separated by commas; the primary one need not be among them. Default: none.</summary>
    [RegularExpression($"^({Name}(,{Name})*)?$")]
    public string Regions { get; init; } = "";

    /// <summary>Region that takes over when the primary one is lost. Default: CockroachDB's choice.</summary>
    [RegularExpression($"^{Name}$")]
    public string? SecondaryRegion { get; init; }

    /// <summary>What the database must outlive. Default: a region where there are three, else a zone.</summary>
    public SurvivalGoal? SurvivalGoal { get; init; }

    /// <summary>Whether the server places what isn't at start; else it logs what it would do. Default false.</summary>
    public bool Apply { get; init; }

    /// <summary>All regions, the primary one first; empty if there is none.</summary>
    internal IReadOnlyList<string> AllRegions =>
        PrimaryRegion is null ? [] : [.. Regions.Split(',', StringSplitOptions.RemoveEmptyEntries).Prepend(PrimaryRegion).Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PrimaryRegion is null && (Regions.Length > 0 || SecondaryRegion is not null || SurvivalGoal is not null))
        {
            yield return new ValidationResult("it is needed for the other settings of Placement", [nameof(PrimaryRegion)]);
        }
        else if (SecondaryRegion is not null && (SecondaryRegion == PrimaryRegion || !AllRegions.Contains(SecondaryRegion)))
        {
            yield return new ValidationResult("it must be one of Regions, and not the primary one", [nameof(SecondaryRegion)]);
        }
        else if (SurvivalGoal == Placements.SurvivalGoal.Region && AllRegions.Count < 3)
        {
            yield return new ValidationResult("the loss of a region can only be outlived with three or more", [nameof(SurvivalGoal)]);
        }
    }
}
