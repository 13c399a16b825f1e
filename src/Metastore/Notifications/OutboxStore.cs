using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>Events that have been committed with the change they tell of, and have no number yet.</summary>
internal static class OutboxStore
{
    /// <summary>How many get their numbers in one transaction.</summary>
    public const int Batch = 1000;

    /// <summary>Adds events, in order, as part of the change; the columns are arrays of one length.</summary>
    public static Task AddAsync(
        Tx tx, long[] ids, string[] types, string?[] catalogs, string?[] databases, string?[] tables, string[] messages, string format, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO event_outbox (id, at, event_time, size, type, catalog, database, table_name, message, format)
        {tx.Dialect.Rows("id", "at", "time", "size", "type", "catalog", "database", "table", "message", "format")}
        """,
        ct,
        ("id", ids),
        ("at", Array.ConvertAll(ids, _ => tx.NowMillis)),
        ("time", Array.ConvertAll(ids, _ => (long)tx.Now)),
        ("size", Array.ConvertAll(messages, message => (long)message.Length)),
        ("type", types),
        ("catalog", catalogs),
        ("database", databases),
        ("table", tables),
        ("message", messages),
        ("format", Array.ConvertAll(ids, _ => format)));

    /// <summary>How many wait, and since when the first of them (milliseconds since 1970).</summary>
    public static async Task<OutboxBacklog> MeasureAsync(Tx tx, CancellationToken ct) =>
        (await tx.SingleOrDefaultAsync<OutboxBacklog>("SELECT COUNT(*) AS count, MIN(at) AS oldest FROM event_outbox", null, ct))!;

    /// <summary>The first of those that wait, in the order in which their changes were committed.</summary>
    public static Task<List<OutboxEntry>> ListAsync(Tx tx, CancellationToken ct) => tx.QueryAsync<OutboxEntry>(
        $"""
        SELECT id, size
        FROM event_outbox
        ORDER BY {tx.Dialect.CommitOrder}, id
        LIMIT @batch
        """,
        new { batch = Batch },
        ct);

    public static Task RemoveAsync(Tx tx, IEnumerable<long> ids, CancellationToken ct) =>
        tx.ExecuteAsync($"DELETE FROM event_outbox WHERE id {tx.Dialect.AnyOf("ids")}", new { ids = tx.Dialect.List(ids) }, ct);
}
