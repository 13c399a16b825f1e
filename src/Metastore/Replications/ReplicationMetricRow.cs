namespace Metastore.Replications;

/// <summary>What is known of an execution of a replication policy; texts are as Hive's servers write them.</summary>
internal sealed record ReplicationMetricRow
{
    public required long ScheduledExecutionId { get; init; }

    public required string Policy { get; init; }

    public required long DumpExecutionId { get; init; }

    public string? Metadata { get; init; }

    public string? Progress { get; init; }

    public string? MessageFormat { get; init; }

    /// <summary>When it was first heard of, in seconds since 1970.</summary>
    public required int Started { get; init; }

    // An empty text says nothing new.
    public static ReplicationMetricRow From(ReplicationMetrics metrics, int started) => new()
    {
        ScheduledExecutionId = metrics.ScheduledExecutionId,
        Policy = metrics.Policy ?? throw Errors.Internal(),
        DumpExecutionId = metrics.DumpExecutionId,
        Metadata = metrics.Metadata is { Length: > 0 } metadata ? metadata : null,
        Progress = metrics.Progress is { Length: > 0 } progress ? progress : null,
        MessageFormat = metrics.MessageFormat,
        Started = started,
    };

    public ReplicationMetrics ToMetrics() => new()
    {
        ScheduledExecutionId = ScheduledExecutionId,
        Policy = Policy,
        DumpExecutionId = DumpExecutionId,
        Metadata = Metadata,
        Progress = Progress,
        MessageFormat = MessageFormat,
    };
}
