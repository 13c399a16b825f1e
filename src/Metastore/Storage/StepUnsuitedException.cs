namespace Metastore.Storage;

/// <summary>This way to read does not give the answer that is asked for.</summary>
internal sealed class StepUnsuitedException(string reason) : Exception(reason);
