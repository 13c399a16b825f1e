using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>What transactions have written, for those who copy a transaction once it is committed.</summary>
internal static class WriteNotificationStore
{
    /// <summary>How many are removed at a time.</summary>
    public const int Batch = 1000;

    /// <summary>Adds rows, each once, or their files to those that the transaction has told of before; what it has told of already stays as it is.</summary>
    public static Task PutAsync(Tx tx, List<WriteNotificationRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO write_notifications (txn_id, database, table_name, partition_name, write_id, table_object, partition_object, files, at)
        {tx.Dialect.Rows("txn", "database", "table", "partition", "writeId", "tableObject", "partitionObject", "files", "at")}
        ON CONFLICT (txn_id, database, table_name, partition_name) DO UPDATE SET
            table_object = excluded.table_object,
            partition_object = excluded.partition_object,
            files = CASE WHEN write_notifications.files = excluded.files THEN excluded.files ELSE excluded.files || ']' || write_notifications.files END,
            at = excluded.at
        """,
        ct,
        ("txn", rows.Select(row => row.TxnId).ToArray()),
        ("database", rows.Select(row => row.Database).ToArray()),
        ("table", rows.Select(row => row.TableName).ToArray()),
        ("partition", rows.Select(row => row.PartitionName).ToArray()),
        ("writeId", rows.Select(row => row.WriteId).ToArray()),
        ("tableObject", rows.Select(row => row.TableObject).ToArray()),
        ("partitionObject", rows.Select(row => row.PartitionObject).ToArray()),
        ("files", rows.Select(row => row.Files).ToArray()),
        ("at", rows.Select(row => row.At).ToArray()));

    /// <summary>What a transaction has written, by database and table; null is all of them.</summary>
    public static Task<List<WriteNotificationRow>> ListAsync(Tx tx, long txnId, string? database, string? table, CancellationToken ct) => tx.QueryAsync<WriteNotificationRow>(
        """
        SELECT txn_id, database, table_name, partition_name, write_id, table_object, partition_object, files, at
        FROM write_notifications
        WHERE txn_id = @txnId AND (@everyDatabase = 1 OR database = @database) AND (@everyTable = 1 OR table_name = @table)
        ORDER BY database, table_name, partition_name
        """,
        new { txnId, everyDatabase = database is null ? 1 : 0, database, everyTable = table is null ? 1 : 0, table },
        ct);

    /// <summary>Removes rows from before a time (seconds since 1970), at most <see cref="Batch"/>, and returns how many.</summary>
    public static Task<int> RemoveOldAsync(Tx tx, long before, CancellationToken ct) => tx.ExecuteAsync(
        """
        DELETE FROM write_notifications WHERE txn_id IN (SELECT txn_id FROM write_notifications WHERE at < @before ORDER BY at LIMIT @batch) AND at < @before
        """,
        new { before, batch = Batch },
        ct);
}
