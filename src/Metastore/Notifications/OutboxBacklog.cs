namespace Metastore.Notifications;

/// <summary>How many events wait for their number, and since when the first of them, in milliseconds since 1970.</summary>
internal sealed record OutboxBacklog
{
    public long Count { get; init; }

    public long? Oldest { get; init; }
}
