using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Statements that change many partitions of a table at once.</summary>
internal static class PartitionRewriteStore
{
    /// <summary>Gives all partitions of a table one column list.</summary>
    public static async Task ReplaceColumnsAsync(Tx tx, long tableId, List<FieldSchema> columns, CancellationToken ct)
    {
        var payload = PartitionPayload.WriteColumns(columns);
        var hash = PartitionPayload.Hash(payload);
        await tx.ExecuteAsync("INSERT INTO column_lists (hash, payload) VALUES (@hash, @payload) ON CONFLICT DO NOTHING", new { hash, payload }, ct);
        await tx.ExecuteAsync(
            "UPDATE partitions SET columns_hash = @hash, version = version + 1 WHERE table_id = @tableId",
            new { tableId, hash },
            ct);
    }

    /// <summary>Replaces the payloads of partitions that are there.</summary>
    public static Task ReplacePayloadsAsync(Tx tx, long tableId, List<PartitionRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO partitions (table_id, name, version, columns_hash, payload)
        {tx.Dialect.Rows("tableId", "name", "version", "hash", "payload")}
        ON CONFLICT (table_id, name) DO UPDATE SET version = excluded.version, payload = excluded.payload
        """,
        ct,
        ("tableId", rows.ConvertAll(_ => tableId).ToArray()),
        ("name", rows.ConvertAll(row => row.Name).ToArray()),
        ("version", rows.ConvertAll(row => row.Version + 1).ToArray()),
        ("hash", rows.ConvertAll(row => row.ColumnsHash).ToArray()),
        ("payload", rows.ConvertAll(row => row.Payload).ToArray()));
}
