using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Databases;

/// <summary>The databases' rows.</summary>
internal static class DatabaseStore
{
    public static Task<DatabaseRow?> FindAsync(Tx tx, DatabaseName name, CancellationToken ct) => tx.SingleOrDefaultAsync<DatabaseRow>(
        """
        SELECT id, catalog, name, payload
        FROM databases
        WHERE catalog = @Catalog AND name = @Database
        """,
        name,
        ct);

    /// <summary>The database as clients get it, in the bytes that go over the wire; null if there is none of that name.</summary>
    public static Task<byte[]?> FindPayloadAsync(Tx tx, DatabaseName name, CancellationToken ct) => tx.SingleOrDefaultAsync<byte[]>(
        """
        SELECT payload
        FROM databases
        WHERE catalog = @Catalog AND name = @Database
        """,
        name,
        ct);

    /// <summary>All of a catalog, by name ascending.</summary>
    public static Task<List<DatabaseRow>> ListAsync(Tx tx, string catalog, CancellationToken ct) => tx.QueryAsync<DatabaseRow>(
        """
        SELECT id, catalog, name, payload
        FROM databases
        WHERE catalog = @catalog
        ORDER BY name
        """,
        new { catalog },
        ct);

    /// <summary>All names of a catalog, ascending.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, string catalog, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT name FROM databases WHERE catalog = @catalog ORDER BY name", new { catalog }, ct);

    /// <summary>Adds the database; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, DatabaseRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO databases (id, catalog, name, version, payload)
        VALUES (@Id, @Catalog, @Name, 1, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    public static Task UpdateAsync(Tx tx, DatabaseRow row, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE databases SET payload = @Payload, version = version + 1 WHERE id = @Id", row, ct);

    public static Task DeleteAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM databases WHERE id = @id", new { id }, ct);
}
