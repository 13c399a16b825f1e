using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Statements that change partitions of a table, each for as many as there are.</summary>
internal static class PartitionWriteStore
{
    /// <summary>Those of the names that there are; the order is any.</summary>
    public static Task<List<string>> ListExistingAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct) => tx.QueryAsync<string>(
        $"SELECT name FROM partitions WHERE table_id = @tableId AND name {tx.Dialect.AnyOf("names")}",
        new { tableId, names = tx.Dialect.List(names) },
        ct);

    /// <summary>The names of all partitions of a table; the order is any.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, long tableId, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT name FROM partitions WHERE table_id = @tableId", new { tableId }, ct);

    /// <summary>Adds partitions and passes over those that there are; how many were added.</summary>
    public static Task<int> AddAsync(Tx tx, List<PartitionRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO partitions (table_id, name, version, columns_hash, payload)
        {tx.Dialect.Rows("tableId", "name", "version", "hash", "payload")}
        ON CONFLICT DO NOTHING
        """,
        ct,
        Columns(rows));

    /// <summary>Replaces what is kept of partitions that there are.</summary>
    public static Task ReplaceAsync(Tx tx, List<PartitionRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO partitions (table_id, name, version, columns_hash, payload)
        {tx.Dialect.Rows("tableId", "name", "version", "hash", "payload")}
        ON CONFLICT (table_id, name) DO UPDATE
        SET version = partitions.version + 1, columns_hash = excluded.columns_hash, payload = excluded.payload
        """,
        ct,
        Columns(rows));

    /// <summary>Gives all partitions of a table one column list.</summary>
    public static async Task ReplaceColumnsAsync(Tx tx, long tableId, List<FieldSchema> columns, CancellationToken ct)
    {
        var lists = new ColumnLists();
        var hash = lists.HashOf(columns);
        await lists.KeepAsync(tx, ct);
        await tx.ExecuteAsync(
            "UPDATE partitions SET columns_hash = @hash, version = version + 1 WHERE table_id = @tableId",
            new { tableId, hash },
            ct);
    }

    /// <summary>Replaces a partition by one of another name or table; its privileges go with it.</summary>
    public static Task MoveAsync(Tx tx, PartitionRow old, PartitionRow moved, CancellationToken ct) => tx.ExecuteAsync(
        """
        UPDATE partitions
        SET table_id = @toTable, name = @toName, version = version + 1, columns_hash = @ColumnsHash, payload = @Payload
        WHERE table_id = @TableId AND name = @Name
        """,
        new { old.TableId, old.Name, toTable = moved.TableId, toName = moved.Name, moved.ColumnsHash, moved.Payload },
        ct);

    /// <summary>Removes partitions and, with them, their privileges.</summary>
    public static Task DeleteAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct) => tx.ExecuteAsync(
        $"DELETE FROM partitions WHERE table_id = @tableId AND name {tx.Dialect.AnyOf("names")}",
        new { tableId, names = tx.Dialect.List(names) },
        ct);

    private static (string Name, Array Values)[] Columns(List<PartitionRow> rows) =>
    [
        ("tableId", rows.ConvertAll(row => row.TableId).ToArray()),
        ("name", rows.ConvertAll(row => row.Name).ToArray()),
        ("version", rows.ConvertAll(row => row.Version).ToArray()),
        ("hash", rows.ConvertAll(row => row.ColumnsHash).ToArray()),
        ("payload", rows.ConvertAll(row => row.Payload).ToArray()),
    ];
}
