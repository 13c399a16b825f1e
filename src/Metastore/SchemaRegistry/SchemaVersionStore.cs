using Metastore.Storage;

namespace Metastore.SchemaRegistry;

/// <summary>The rows of the schemas' versions.</summary>
internal static class SchemaVersionStore
{
    public static Task<SchemaVersionRow?> FindAsync(Tx tx, SchemaName name, int version, CancellationToken ct) => tx.SingleOrDefaultAsync<SchemaVersionRow>(
        """
        SELECT v.schema_id, v.version, v.payload
        FROM schema_versions v
        JOIN schemas s ON s.id = v.schema_id
        JOIN databases d ON d.id = s.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database AND s.name = @Name AND v.version = @version
        """,
        new { name.Catalog, name.Database, name.Name, version },
        ct);

    /// <summary>The version of the highest number; null if there is none.</summary>
    public static Task<SchemaVersionRow?> FindLatestAsync(Tx tx, SchemaName name, CancellationToken ct) => tx.SingleOrDefaultAsync<SchemaVersionRow>(
        """
        SELECT v.schema_id, v.version, v.payload
        FROM schema_versions v
        JOIN schemas s ON s.id = v.schema_id
        JOIN databases d ON d.id = s.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database AND s.name = @Name
        ORDER BY v.version DESC
        LIMIT 1
        """,
        name,
        ct);

    /// <summary>All versions of a schema, the latest first.</summary>
    public static Task<List<SchemaVersionRow>> ListAsync(Tx tx, SchemaName name, CancellationToken ct) => tx.QueryAsync<SchemaVersionRow>(
        """
        SELECT v.schema_id, v.version, v.payload
        FROM schema_versions v
        JOIN schemas s ON s.id = v.schema_id
        JOIN databases d ON d.id = s.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database AND s.name = @Name
        ORDER BY v.version DESC
        """,
        name,
        ct);

    /// <summary>The versions with a column of that name, comment and type, each once; null means any.</summary>
    public static Task<List<SchemaVersionRow>> ListByColumnAsync(Tx tx, string? name, string? comment, string? type, CancellationToken ct) => tx.QueryAsync<SchemaVersionRow>(
        $"""
        SELECT v.schema_id, v.version, v.payload
        FROM schema_versions v
        WHERE (v.schema_id, v.version) IN (
            SELECT c.schema_id, c.version
            FROM schema_version_columns c
            WHERE {(name is null ? "TRUE" : "c.name = @name")}
                AND {(comment is null ? "TRUE" : "c.comment = @comment")}
                AND {(type is null ? "TRUE" : "c.type = @type")})
        ORDER BY v.schema_id, v.version
        """,
        new { name, comment, type },
        ct);

    /// <summary>Adds the version; false if there is one of that number.</summary>
    public static async Task<bool> AddAsync(Tx tx, SchemaVersionRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO schema_versions (schema_id, version, payload)
        VALUES (@SchemaId, @Version, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    /// <summary>Adds the columns by which the version is found.</summary>
    public static Task AddColumnsAsync(Tx tx, SchemaVersionRow row, List<FieldSchema> columns, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO schema_version_columns (schema_id, version, position, name, type, comment)
        {tx.Dialect.Rows("schema", "version", "position", "name", "type", "comment")}
        """,
        ct,
        ("schema", columns.Select(_ => row.SchemaId).ToArray()),
        ("version", columns.Select(_ => (long)row.Version).ToArray()),
        ("position", columns.Select((_, i) => (long)i).ToArray()),
        ("name", columns.Select(column => column.Name).ToArray()),
        ("type", columns.Select(column => column.Type).ToArray()),
        ("comment", columns.Select(column => column.Comment).ToArray()));

    public static Task UpdateAsync(Tx tx, SchemaVersionRow row, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE schema_versions SET payload = @Payload WHERE schema_id = @SchemaId AND version = @Version", row, ct);

    public static Task DeleteAsync(Tx tx, SchemaVersionRow row, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM schema_versions WHERE schema_id = @SchemaId AND version = @Version", row, ct);
}
