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

    /// <summary>Adds partitions and passes over those that there are; how many were added.</summary>
    public static Task<int> AddAsync(Tx tx, List<PartitionRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO partitions (table_id, name, version, columns_hash, payload)
        {tx.Dialect.Rows("tableId", "name", "version", "hash", "payload")}
        ON CONFLICT DO NOTHING
        """,
        ct,
        Columns(rows));

    private static (string Name, Array Values)[] Columns(List<PartitionRow> rows) =>
    [
        ("tableId", rows.ConvertAll(row => row.TableId).ToArray()),
        ("name", rows.ConvertAll(row => row.Name).ToArray()),
        ("version", rows.ConvertAll(row => row.Version).ToArray()),
        ("hash", rows.ConvertAll(row => row.ColumnsHash).ToArray()),
        ("payload", rows.ConvertAll(row => row.Payload).ToArray()),
    ];
}
