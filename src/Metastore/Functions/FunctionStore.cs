using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Functions;

/// <summary>The functions' rows.</summary>
internal static class FunctionStore
{
    public static Task<FunctionRow?> FindAsync(Tx tx, DatabaseName database, string name, CancellationToken ct) => tx.SingleOrDefaultAsync<FunctionRow>(
        """
        SELECT f.id, f.database_id, f.name, f.payload
        FROM functions f
        JOIN databases d ON d.id = f.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database AND f.name = @name
        """,
        new { database.Catalog, database.Database, name },
        ct);

    /// <summary>A database's functions, by name.</summary>
    public static Task<List<FunctionRow>> ListAsync(Tx tx, DatabaseName database, CancellationToken ct) => tx.QueryAsync<FunctionRow>(
        """
        SELECT f.id, f.database_id, f.name, f.payload
        FROM functions f
        JOIN databases d ON d.id = f.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database
        ORDER BY f.name
        """,
        database,
        ct);

    /// <summary>A catalog's functions, by database and name.</summary>
    public static Task<List<FunctionRow>> ListAsync(Tx tx, string catalog, CancellationToken ct) => tx.QueryAsync<FunctionRow>(
        """
        SELECT f.id, f.database_id, f.name, f.payload
        FROM functions f
        JOIN databases d ON d.id = f.database_id
        WHERE d.catalog = @catalog
        ORDER BY d.name, f.name
        """,
        new { catalog },
        ct);

    public static async Task<bool> AnyAsync(Tx tx, long databaseId, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<long?>("SELECT 1 FROM functions WHERE database_id = @databaseId LIMIT 1", new { databaseId }, ct) is not null;

    /// <summary>Adds the function; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, FunctionRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO functions (id, database_id, name, payload)
        VALUES (@Id, @DatabaseId, @Name, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    public static Task UpdateAsync(Tx tx, FunctionRow row, CancellationToken ct) =>
        tx.RenameAsync("UPDATE functions SET database_id = @DatabaseId, name = @Name, payload = @Payload WHERE id = @Id", row, ct);

    public static Task DeleteAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM functions WHERE id = @id", new { id }, ct);

    /// <summary>Removes all functions of a database.</summary>
    public static Task DeleteAllAsync(Tx tx, long databaseId, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM functions WHERE database_id = @databaseId", new { databaseId }, ct);
}
