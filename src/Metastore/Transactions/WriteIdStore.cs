using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>The write ids' rows: a counter for each table, and who has which id. Names are in lower case, of tables whether these exist or not.</summary>
internal static class WriteIdStore
{
    /// <summary>Id, state and type of those transactions there are, with the write id that they have on the table already, by id.</summary>
    public static Task<List<AllocationRow>> ListAllocatedAsync(Tx tx, string database, string table, IEnumerable<long> txns, CancellationToken ct) => tx.QueryAsync<AllocationRow>(
        $"""
        SELECT t.id, t.state, t.type, w.write_id
        FROM txns t
        LEFT JOIN write_ids w ON w.txn_id = t.id AND w.database = @database AND w.table_name = @table
        WHERE t.id {tx.Dialect.AnyOf("txns")}
        ORDER BY t.id
        """,
        new { database, table, txns = tx.Dialect.List(txns) },
        ct);

    /// <summary>Gives out this many write ids and returns the last one.</summary>
    public static Task<long> TakeAsync(Tx tx, string database, string table, long count, CancellationToken ct) => tx.SingleOrDefaultAsync<long>(
        """
        INSERT INTO write_id_counters (database, table_name, last, settled)
        VALUES (@database, @table, @count, 0)
        ON CONFLICT (database, table_name) DO UPDATE SET last = write_id_counters.last + excluded.last
        RETURNING last
        """,
        new { database, table, count },
        ct);

    /// <summary>Has write ids begin after <paramref name="last"/>; false if the table has some. Readers see all up to <paramref name="settled"/> that have no row.</summary>
    public static async Task<bool> SeedAsync(Tx tx, string database, string table, long last, long settled, CancellationToken ct) => await tx.ExecuteAsync(
        "INSERT INTO write_id_counters (database, table_name, last, settled) VALUES (@database, @table, @last, @settled) ON CONFLICT DO NOTHING",
        new { database, table, last, settled },
        ct) == 1;

    /// <summary>Takes note of write ids that another metastore has given out.</summary>
    public static Task RaiseAsync(Tx tx, string database, string table, long last, CancellationToken ct) => tx.ExecuteAsync(
        """
        INSERT INTO write_id_counters (database, table_name, last, settled)
        VALUES (@database, @table, @last, 0)
        ON CONFLICT (database, table_name) DO UPDATE SET last = excluded.last
        WHERE write_id_counters.last < excluded.last
        """,
        new { database, table, last },
        ct);

    public static Task AddAsync(Tx tx, string database, string table, IReadOnlyCollection<TxnToWriteId> ids, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO write_ids (database, table_name, write_id, txn_id)
        {tx.Dialect.Rows("database", "table", "id", "txn")}
        """,
        ct,
        ("database", ids.Select(_ => database).ToArray()),
        ("table", ids.Select(_ => table).ToArray()),
        ("id", ids.Select(id => id.WriteId).ToArray()),
        ("txn", ids.Select(id => id.TxnId).ToArray()));

    /// <summary>Takes back what these transactions have on the table.</summary>
    public static Task DeleteAsync(Tx tx, string database, string table, IEnumerable<long> txns, CancellationToken ct) => tx.ExecuteAsync(
        $"DELETE FROM write_ids WHERE database = @database AND table_name = @table AND txn_id {tx.Dialect.AnyOf("txns")}",
        new { database, table, txns = tx.Dialect.List(txns) },
        ct);

    /// <summary>The highest write id given out on a table; 0 if there is none.</summary>
    public static async Task<long> LastAsync(Tx tx, string database, string table, CancellationToken ct) => await tx.SingleOrDefaultAsync<long?>(
        "SELECT last FROM write_id_counters WHERE database = @database AND table_name = @table", new { database, table }, ct) ?? 0;

    /// <summary>Who has a write id of a table; null if that is not known, any more.</summary>
    public static Task<long?> FindTransactionAsync(Tx tx, string database, string table, long writeId, CancellationToken ct) => tx.SingleOrDefaultAsync<long?>(
        "SELECT txn_id FROM write_ids WHERE database = @database AND table_name = @table AND write_id = @writeId", new { database, table, writeId }, ct);

    /// <summary>The write ids of these tables, at one moment, by write id; tables without any have one row or none.</summary>
    public static Task<List<WriteIdRow>> ListAsync(Tx tx, IReadOnlyCollection<(string Database, string Table)> tables, CancellationToken ct) => tx.QueryAsync<WriteIdRow>(
        $"""
        SELECT c.database, c.table_name, c.last, c.settled, w.txn_id, w.write_id
        FROM {tx.Dialect.Pairs("databases", "names")} asked
        JOIN write_id_counters c ON c.database = asked.low AND c.table_name = asked.high
        LEFT JOIN write_ids w ON w.database = c.database AND w.table_name = c.table_name
        ORDER BY w.write_id
        """,
        new { databases = tx.Dialect.List(tables.Select(name => name.Database)), names = tx.Dialect.List(tables.Select(name => name.Table)) },
        ct);
}
