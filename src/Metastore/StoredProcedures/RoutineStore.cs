using Metastore.Names;
using Metastore.Storage;

namespace Metastore.StoredProcedures;

/// <summary>The rows of procedures and packages, by their names in lower case; the payload is Hive's struct as clients get it.</summary>
internal static class RoutineStore
{
    public static Task<byte[]?> FindAsync(Tx tx, RoutineKind kind, DatabaseName database, string name, CancellationToken ct) => tx.SingleOrDefaultAsync<byte[]>(
        """
        SELECT r.payload
        FROM routines r
        JOIN databases d ON d.id = r.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database AND r.kind = @kind AND r.name = @name
        """,
        new { database.Catalog, database.Database, kind, name },
        ct);

    /// <summary>Those of a database, or of all databases of the catalog, by database and name.</summary>
    public static Task<List<byte[]>> ListAsync(Tx tx, RoutineKind kind, string catalog, string? database, CancellationToken ct) => tx.QueryAsync<byte[]>(
        """
        SELECT r.payload
        FROM routines r
        JOIN databases d ON d.id = r.database_id
        WHERE d.catalog = @catalog AND d.name = COALESCE(@database, d.name) AND r.kind = @kind
        ORDER BY d.name, r.name
        """,
        new { catalog, database, kind },
        ct);

    public static async Task<bool> AnyAsync(Tx tx, RoutineKind kind, long databaseId, CancellationToken ct) => await tx.SingleOrDefaultAsync<long?>(
        "SELECT 1 FROM routines WHERE database_id = @databaseId AND kind = @kind LIMIT 1", new { databaseId, kind }, ct) is not null;

    /// <summary>Adds it, or takes the place of the one of that name.</summary>
    public static Task PutAsync(Tx tx, RoutineKind kind, long databaseId, string name, byte[] payload, CancellationToken ct) => tx.ExecuteAsync(
        """
        INSERT INTO routines (database_id, kind, name, payload)
        VALUES (@databaseId, @kind, @name, @payload)
        ON CONFLICT (database_id, kind, name) DO UPDATE SET payload = excluded.payload
        """,
        new { databaseId, kind, name, payload },
        ct);

    public static Task DeleteAsync(Tx tx, RoutineKind kind, DatabaseName database, string name, CancellationToken ct) => tx.ExecuteAsync(
        """
        DELETE FROM routines
        WHERE database_id IN (SELECT id FROM databases WHERE catalog = @Catalog AND name = @Database) AND kind = @kind AND name = @name
        """,
        new { database.Catalog, database.Database, kind, name },
        ct);

    /// <summary>Removes all procedures and packages of a database.</summary>
    public static Task DeleteAllAsync(Tx tx, long databaseId, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM routines WHERE database_id = @databaseId", new { databaseId }, ct);
}
