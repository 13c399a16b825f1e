namespace Metastore.Server.Commands;

/// <summary>One step of the canary.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Fault">Why it failed; null when it did not.</param>
internal sealed record CanaryStep(string Name, TimeSpan Time, string? Fault);
