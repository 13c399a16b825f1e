using System.Data.Common;
using Polly;

namespace Metastore.Storage;

/// <summary>One way to read: from where, how old, and how long to wait. A step that fails is left alone for a while.</summary>
internal sealed class ReadStep
{
    /// <summary>strong, stale, staler or bounded: the name in metrics, spans and logs.</summary>
    public required string Name { get; init; }

    /// <summary>Lends a connection.</summary>
    public required Func<CancellationToken, ValueTask<DbConnection>> Rent { get; init; }

    /// <summary>Takes a connection back.</summary>
    public required Func<DbConnection, ValueTask> Return { get; init; }

    /// <summary>CockroachDB's clause for the age of the answer; null for a fresh one.</summary>
    public string? AsOf { get; init; }

    /// <summary>Time for the first row; null to wait as long as the command may take.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether the answer may be old.</summary>
    public bool IsStale { get; init; }

    /// <summary>Whether only lookups of a single key can be answered so.</summary>
    public bool OnlyKeys { get; init; }

    /// <summary>Opens after failures, and lets one read try again after a pause.</summary>
    public ResiliencePipeline Breaker { get; init; } = ResiliencePipeline.Empty;
}
