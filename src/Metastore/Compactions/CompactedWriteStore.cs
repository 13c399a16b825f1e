using Metastore.Storage;

namespace Metastore.Compactions;

/// <summary>What need not be known about writes any more once they are compacted and the old files are gone. States in SQL text: 2 aborted.</summary>
internal static class CompactedWriteStore
{
    /// <summary>Forgets the changes up to the highest write id, and the aborted writes, whose files are gone as well.</summary>
    /// <remarks>Hive <c>CompactionTxnHandler.markCleaned</c>. An aborted transaction goes once nothing of it is left.</remarks>
    public static async Task ForgetAsync(Tx tx, CompactionRow done, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            "DELETE FROM completed_changes WHERE database = @Database AND table_name = @TableName AND write_id <= @HighestWriteId AND @PartitionName = ''", done, ct);
        var aborted = await ListAbortedAsync(tx, done, ct);
        if (aborted.Count == 0)
        {
            return;
        }

        var gone = new { done.Database, done.TableName, done.PartitionName, txns = tx.Dialect.List(aborted) };
        await tx.ExecuteAsync(
            $"""
            DELETE FROM txn_components
            WHERE database = @Database AND table_name = @TableName AND (@PartitionName = '' OR partition_name = @PartitionName) AND txn_id {tx.Dialect.AnyOf("txns")}
            """,
            gone,
            ct);
        await SettleAsync(tx, done, gone.txns, ct);
        await tx.ExecuteAsync(
            $"""
            DELETE FROM write_ids
            WHERE database = @Database AND table_name = @TableName AND txn_id {tx.Dialect.AnyOf("txns")} AND NOT EXISTS (
                SELECT 1 FROM txn_components c WHERE c.txn_id = write_ids.txn_id AND c.database = write_ids.database AND c.table_name = write_ids.table_name)
            """,
            gone,
            ct);
    }

    // Their rows go, and with them what else would tell that write ids up to the highest have ended.
    private static Task<int> SettleAsync(Tx tx, CompactionRow done, object txns, CancellationToken ct) => tx.ExecuteAsync(
        $"""
        UPDATE write_id_counters
        SET settled = (
            SELECT MAX(w.write_id)
            FROM write_ids w
            WHERE w.database = @Database AND w.table_name = @TableName AND w.txn_id {tx.Dialect.AnyOf("txns")})
        WHERE database = @Database AND table_name = @TableName AND settled < (
            SELECT MAX(w.write_id)
            FROM write_ids w
            WHERE w.database = @Database AND w.table_name = @TableName AND w.txn_id {tx.Dialect.AnyOf("txns")})
        """,
        new { done.Database, done.TableName, txns },
        ct);

    // Of a partition those that are known to have written there; of a whole table all.
    private static Task<List<long>> ListAbortedAsync(Tx tx, CompactionRow done, CancellationToken ct) => tx.QueryAsync<long>(
        """
        SELECT w.txn_id
        FROM write_ids w
        JOIN txns t ON t.id = w.txn_id
        WHERE w.database = @Database AND w.table_name = @TableName AND w.write_id <= @HighestWriteId AND t.state = 2 AND (@PartitionName = '' OR EXISTS (
            SELECT 1
            FROM txn_components c
            WHERE c.txn_id = w.txn_id AND c.database = w.database AND c.table_name = w.table_name AND c.partition_name = @PartitionName))
        """,
        done,
        ct);
}
