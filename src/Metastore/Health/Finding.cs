namespace Metastore.Health;

/// <summary>What a probe of the store found.</summary>
/// <param name="Fault">Why it failed; null when it did not.</param>
/// <param name="IsOld">Whether it was answered by data that may be old.</param>
internal sealed record Finding(string? Fault, bool IsOld = false);
