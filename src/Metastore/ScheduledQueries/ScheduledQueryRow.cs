using Metastore.Rpc;

namespace Metastore.ScheduledQueries;

/// <summary>A stored scheduled query; the payload is Hive's struct as clients get it.</summary>
internal sealed record ScheduledQueryRow
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>When it runs next, in seconds since 1970; null if it does not.</summary>
    public int? Due { get; init; }

    /// <summary>The execution that is under way; null if there is none.</summary>
    public long? Execution { get; init; }

    public required byte[] Payload { get; init; }

    public static ScheduledQueryRow From(ScheduledQuery query) => new()
    {
        Namespace = query.ScheduleKey!.ClusterNamespace!,
        Name = query.ScheduleKey.ScheduleName!,
        Due = query.Enabled && query.__isset.nextExecution ? query.NextExecution : null,
        Payload = ThriftBinary.Write(query),
    };

    public ScheduledQuery ToQuery() => ThriftBinary.Read<ScheduledQuery>(Payload);
}
