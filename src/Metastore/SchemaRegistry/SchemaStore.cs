using Metastore.Storage;

namespace Metastore.SchemaRegistry;

/// <summary>The schemas' rows.</summary>
internal static class SchemaStore
{
    public static Task<SchemaRow?> FindAsync(Tx tx, SchemaName name, CancellationToken ct) => tx.SingleOrDefaultAsync<SchemaRow>(
        """
        SELECT s.id, s.database_id, s.name, s.payload
        FROM schemas s
        JOIN databases d ON d.id = s.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database AND s.name = @Name
        """,
        name,
        ct);

    public static async Task<bool> AnyAsync(Tx tx, long databaseId, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<long?>("SELECT 1 FROM schemas WHERE database_id = @databaseId LIMIT 1", new { databaseId }, ct) is not null;

    /// <summary>Adds the schema; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, SchemaRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO schemas (id, database_id, name, payload)
        VALUES (@Id, @DatabaseId, @Name, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    public static Task UpdateAsync(Tx tx, SchemaRow row, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE schemas SET payload = @Payload WHERE id = @Id", row, ct);

    public static Task DeleteAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM schemas WHERE id = @id", new { id }, ct);

    /// <summary>Removes all schemas of a database, with their versions.</summary>
    public static Task DeleteAllAsync(Tx tx, long databaseId, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM schemas WHERE database_id = @databaseId", new { databaseId }, ct);
}
