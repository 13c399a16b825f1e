using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>All that is kept about the writes of a table goes with its name (<c>TxnHandler.onRename</c>, <c>cleanupRecords</c>).</summary>
internal static class TableTransactions
{
    /// <summary>Gives all rows of a table its new name, those of its locks, too; what a table of that name has left behind is gone.</summary>
    public static async Task RenameAsync(Tx tx, string database, string table, string newDatabase, string newTable, CancellationToken ct)
    {
        await DropAsync(tx, newDatabase, newTable, ct);
        var names = new { database, table, newDatabase, newTable };
        await tx.ExecuteAsync("UPDATE txn_components SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
        await tx.ExecuteAsync("UPDATE write_sets SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
        await tx.ExecuteAsync("UPDATE completed_changes SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
        await tx.ExecuteAsync("UPDATE write_ids SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
        await tx.ExecuteAsync("UPDATE write_id_counters SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
        await tx.ExecuteAsync("UPDATE compactions SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
        await tx.ExecuteAsync("UPDATE locks SET database = @newDatabase, table_name = @newTable WHERE database = @database AND table_name = @table", names, ct);
    }

    /// <summary>
    /// Removes what is kept about a table that is gone, or (null) about all of a database's: one that takes its name begins anew. Locks stay with
    /// those who have them.
    /// </summary>
    public static async Task DropAsync(Tx tx, string database, string? table, CancellationToken ct)
    {
        var names = new { database, table = table ?? "" };
        await tx.ExecuteAsync("DELETE FROM txn_components WHERE database = @database AND (@table = '' OR table_name = @table)", names, ct);
        await tx.ExecuteAsync("DELETE FROM write_sets WHERE database = @database AND (@table = '' OR table_name = @table)", names, ct);
        await tx.ExecuteAsync("DELETE FROM completed_changes WHERE database = @database AND (@table = '' OR table_name = @table)", names, ct);
        await tx.ExecuteAsync("DELETE FROM write_ids WHERE database = @database AND (@table = '' OR table_name = @table)", names, ct);
        await tx.ExecuteAsync("DELETE FROM compactions WHERE database = @database AND (@table = '' OR table_name = @table)", names, ct);
        await tx.ExecuteAsync("DELETE FROM write_id_counters WHERE database = @database AND (@table = '' OR table_name = @table)", names, ct);
    }
}
