namespace Metastore.Storage;

/// <summary>When a client wrote: by our clock, and by the database's log where it has one.</summary>
internal sealed record WriteMark(long Timestamp, string? Position);
