namespace Metastore.Storage;

/// <summary>The database had its time and did not answer. It was not cancelled, only no longer waited for.</summary>
internal sealed class StepOverdueException(string step, TimeSpan deadline) : Exception($"No answer to a {step} read within {deadline.TotalMilliseconds} ms");
