namespace Metastore.Bench.Wire;

/// <summary>What is measured as one call, and what is done after it, unmeasured, to make it possible again.</summary>
internal sealed record Round(Request[] Measured, params Request[] Restore);
