using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>The rows that say which table a materialized view is made from.</summary>
internal static class ViewSourceStore
{
    /// <summary>The materialized views that are made from a table, by database and name.</summary>
    public static Task<List<TableRow>> ListViewsAsync(Tx tx, long sourceId, CancellationToken ct) => tx.QueryAsync<TableRow>(
        """
        SELECT v.id, v.database_id, v.catalog, v.database, v.name, v.version, v.type, v.comment, v.owner, v.owner_type, v.payload
        FROM view_sources s
        JOIN tables v ON v.id = s.view_id
        WHERE s.source_id = @sourceId
        ORDER BY v.database, v.name
        """,
        new { sourceId },
        ct);

    /// <summary>The materialized views of other databases that are made from tables of this one, by database and name.</summary>
    public static Task<List<TableRow>> ListViewsElsewhereAsync(Tx tx, long databaseId, CancellationToken ct) => tx.QueryAsync<TableRow>(
        """
        SELECT v.id, v.database_id, v.catalog, v.database, v.name, v.version, v.type, v.comment, v.owner, v.owner_type, v.payload
        FROM tables v
        WHERE v.database_id <> @databaseId AND v.id IN (
            SELECT s.view_id FROM view_sources s JOIN tables t ON t.id = s.source_id WHERE t.database_id = @databaseId)
        ORDER BY v.database, v.name
        """,
        new { databaseId },
        ct);

    /// <summary>Says what a view is made from now.</summary>
    public static async Task ReplaceAsync(Tx tx, long viewId, List<long> sources, CancellationToken ct)
    {
        await tx.ExecuteAsync("DELETE FROM view_sources WHERE view_id = @viewId", new { viewId }, ct);
        await tx.ExecuteManyAsync(
            $"INSERT INTO view_sources (view_id, source_id) {tx.Dialect.Rows("viewId", "sourceId")}",
            ct,
            ("viewId", sources.ConvertAll(_ => viewId).ToArray()),
            ("sourceId", sources.ToArray()));
    }
}
