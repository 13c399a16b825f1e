namespace Metastore.Storage;

/// <summary>This way to read answers lookups of single keys only.</summary>
internal sealed class StepUnsuitedException(string step) : Exception($"A {step} read looks up single keys only");
