namespace Metastore.ScheduledQueries;

/// <summary>An execution of a scheduled query. Times are in seconds since 1970.</summary>
internal sealed record ScheduledExecutionRow
{
    public required long Id { get; init; }

    public required string Namespace { get; init; }

    public required string Name { get; init; }

    public required QueryState State { get; init; }

    public string? ExecutorQueryId { get; init; }

    public string? ErrorMessage { get; init; }

    public required int Started { get; init; }

    /// <summary>The last sign of life; null when it has ended.</summary>
    public int? Updated { get; init; }

    public int? Ended { get; init; }
}
