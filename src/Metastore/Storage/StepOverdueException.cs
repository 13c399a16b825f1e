namespace Metastore.Storage;

/// <summary>The database had its time and did not answer. It was not cancelled, only no longer waited for.</summary>
internal sealed class StepOverdueException(string what, TimeSpan deadline) : Exception($"No {what} within {deadline.TotalMilliseconds} ms");
