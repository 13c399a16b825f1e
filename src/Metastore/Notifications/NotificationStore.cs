using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>The log: events by number. Numbers have no gaps, and an event's time is never before that of the one in front, so that the oldest are the first.</summary>
internal static class NotificationStore
{
    /// <summary>The counter that gives the numbers. What it says lasts when all events have been removed.</summary>
    public const string Counter = "notification_events";

    /// <summary>How many are removed at a time.</summary>
    public const int Batch = 1000;

    /// <summary>The number of the last event; 0 before the first.</summary>
    public static Task<long> LastAsync(Tx tx, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<long>("SELECT value FROM counters WHERE name = @name", new { name = Counter }, ct);

    /// <summary>Takes events out of the outbox into the log, each with its number, which follow each other and the last one that is there.</summary>
    public static Task AddAsync(Tx tx, IReadOnlyList<long> ids, IReadOnlyList<long> numbers, CancellationToken ct) => tx.ExecuteAsync(
        $"""
        INSERT INTO notification_log (id, event_time, type, catalog, database, table_name, message, format)
        SELECT
            given.high,
            MAX(CASE WHEN o.event_time < previous.event_time THEN previous.event_time ELSE o.event_time END) OVER (ORDER BY given.high),
            o.type, o.catalog, o.database, o.table_name, o.message, o.format
        FROM {tx.Dialect.Pairs("ids", "numbers")} given
        JOIN event_outbox o ON o.id = given.low
        CROSS JOIN (SELECT COALESCE(MAX(event_time), 0) AS event_time FROM notification_log WHERE id = @last) previous
        """,
        new { ids = tx.Dialect.List(ids), numbers = tx.Dialect.List(numbers), last = numbers[0] - 1 },
        ct);

    /// <summary>The events behind a number that the filter lets through, ascending; the caller disposes them.</summary>
    public static Task<Rows> OpenAsync(Tx tx, NotificationFilter filter, CancellationToken ct) => tx.ReadAsync(
        $"""
        SELECT id, event_time, type, catalog, database, table_name, format, message
        FROM notification_log
        WHERE id > @Last
            AND (@EveryCatalog = 1 OR catalog = @Catalog OR catalog IS NULL)
            AND (@EveryDatabase = 1 OR database = @Database)
            AND (@EveryTable = 1 OR table_name {tx.Dialect.AnyOf("Tables")})
            AND (@EveryType = 1 OR type {tx.Dialect.AnyOf("Types")})
            AND NOT (type {tx.Dialect.AnyOf("Skipped")})
        ORDER BY id
        LIMIT @Most
        """,
        filter.ToParameters(tx.Dialect),
        ct);

    /// <summary>How many events the filter lets through.</summary>
    public static Task<long> CountAsync(Tx tx, NotificationFilter filter, CancellationToken ct) => tx.SingleOrDefaultAsync<long>(
        $"""
        SELECT COUNT(*)
        FROM notification_log
        WHERE id > @Last
            AND id <= @To
            AND (@EveryCatalog = 1 OR catalog = @Catalog OR (@CountsForEach = 1 AND catalog IS NULL))
            AND (@EveryDatabase = 1 OR database = @Database OR (@CountsForEach = 1 AND database IS NULL))
            AND (@EveryTable = 1 OR table_name {tx.Dialect.AnyOf("Tables")})
        """,
        filter.ToParameters(tx.Dialect),
        ct);

    /// <summary>Removes events from before a time (seconds since 1970), at most <see cref="Batch"/>, and returns how many.</summary>
    public static Task<int> RemoveOldAsync(Tx tx, long before, CancellationToken ct) => tx.ExecuteAsync(
        """
        DELETE FROM notification_log WHERE id IN (
            SELECT oldest.id
            FROM (SELECT id, event_time FROM notification_log ORDER BY id LIMIT @batch) oldest
            WHERE oldest.event_time < @before)
        """,
        new { before, batch = Batch },
        ct);
}
