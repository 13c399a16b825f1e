namespace Metastore.Storage.Placements;

/// <summary>What the database must outlive.</summary>
internal enum SurvivalGoal
{
    /// <summary>The loss of a zone.</summary>
    Zone,

    /// <summary>The loss of a region; needs three.</summary>
    Region,
}
