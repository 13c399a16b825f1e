using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>The rows of partitions marked for an event, which need not exist.</summary>
internal static class PartitionMarkStore
{
    public static Task AddAsync(Tx tx, long tableId, string name, PartitionEventType type, CancellationToken ct) => tx.ExecuteAsync(
        "INSERT INTO partition_marks (table_id, name, event) VALUES (@tableId, @name, @event) ON CONFLICT DO NOTHING",
        new { tableId, name, @event = (long)type },
        ct);

    public static async Task<bool> ExistsAsync(Tx tx, long tableId, string name, PartitionEventType type, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<long?>(
            "SELECT 1 FROM partition_marks WHERE table_id = @tableId AND name = @name AND event = @event",
            new { tableId, name, @event = (long)type },
            ct) is not null;
}
