namespace Metastore.Tests.Storage;

/// <summary>One attempt to make a table: when, and what the client heard; null when it was acknowledged.</summary>
internal sealed record FailoverWrite(string Table, long Start, long End, string? Error);
