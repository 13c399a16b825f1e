namespace Metastore.Notifications;

/// <summary>An event that waits, without its message.</summary>
internal sealed record OutboxEntry
{
    public long Id { get; init; }

    /// <summary>The length of its message.</summary>
    public long Size { get; init; }
}
