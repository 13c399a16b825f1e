using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>The tables' rows.</summary>
internal static class TableStore
{
    public static Task<TableRow?> FindAsync(Tx tx, TableName name, CancellationToken ct) => tx.SingleOrDefaultAsync<TableRow>(
        """
        SELECT id, database_id, catalog, database, name, version, type, comment, owner, owner_type, payload
        FROM tables
        WHERE catalog = @Catalog AND database = @Database AND name = @Table
        """,
        name,
        TableRow.Read,
        ct);

    public static Task<TableRow?> FindAsync(Tx tx, long id, CancellationToken ct) => tx.SingleOrDefaultAsync<TableRow>(
        """
        SELECT id, database_id, catalog, database, name, version, type, comment, owner, owner_type, payload
        FROM tables
        WHERE id = @id
        """,
        new { id },
        TableRow.Read,
        ct);

    /// <summary>The table as clients get it, in the bytes that go over the wire; null if there is none of that name.</summary>
    public static Task<byte[]?> FindPayloadAsync(Tx tx, TableName name, CancellationToken ct) => tx.SingleOrDefaultAsync<byte[]>(
        """
        SELECT payload
        FROM tables
        WHERE catalog = @Catalog AND database = @Database AND name = @Table
        """,
        name,
        ct);

    /// <summary>The tables of these names in one database, as <see cref="FindPayloadAsync"/> gives them; missing ones are left out, the order is any.</summary>
    public static Task<List<byte[]>> FindManyAsync(Tx tx, DatabaseName database, IEnumerable<string> names, CancellationToken ct) => tx.QueryAsync<byte[]>(
        $"""
        SELECT payload
        FROM tables
        WHERE catalog = @Catalog AND database = @Database AND name {tx.Dialect.AnyOf("names")}
        """,
        new { database.Catalog, database.Database, names = tx.Dialect.List(names) },
        ct);

    /// <summary>All tables of a database, by name.</summary>
    public static Task<List<TableRow>> ListAsync(Tx tx, DatabaseName database, CancellationToken ct) => tx.QueryAsync<TableRow>(
        """
        SELECT id, database_id, catalog, database, name, version, type, comment, owner, owner_type, payload
        FROM tables
        WHERE catalog = @Catalog AND database = @Database
        ORDER BY name
        """,
        database,
        ct);

    /// <summary>A database's tables of one type, by name.</summary>
    public static Task<List<TableRow>> ListByTypeAsync(Tx tx, DatabaseName database, string type, CancellationToken ct) => tx.QueryAsync<TableRow>(
        """
        SELECT id, database_id, catalog, database, name, version, type, comment, owner, owner_type, payload
        FROM tables
        WHERE catalog = @Catalog AND database = @Database AND type = @type
        ORDER BY name
        """,
        new { database.Catalog, database.Database, type },
        ct);

    /// <summary>A catalog's tables of one type, by database and name.</summary>
    public static Task<List<TableRow>> ListByTypeAsync(Tx tx, string catalog, string type, CancellationToken ct) => tx.QueryAsync<TableRow>(
        """
        SELECT id, database_id, catalog, database, name, version, type, comment, owner, owner_type, payload
        FROM tables
        WHERE catalog = @catalog AND type = @type
        ORDER BY database, name
        """,
        new { catalog, type },
        ct);

    public static async Task<bool> AnyAsync(Tx tx, long databaseId, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<long?>("SELECT 1 FROM tables WHERE database_id = @databaseId LIMIT 1", new { databaseId }, ct) is not null;

    /// <summary>Adds the table; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, TableRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO tables (id, database_id, catalog, database, name, version, type, comment, owner, owner_type, payload)
        VALUES (@Id, @DatabaseId, @Catalog, @Database, @Name, @Version, @Type, @Comment, @Owner, @OwnerType, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    /// <summary>Replaces the table, its name included, if it is still at the version that the row was read at; false if it is not.</summary>
    public static async Task<bool> UpdateAsync(Tx tx, TableRow row, CancellationToken ct) => await tx.RenameAsync(
        """
        UPDATE tables
        SET database_id = @DatabaseId, database = @Database, name = @Name, version = version + 1, type = @Type, comment = @Comment,
            owner = @Owner, owner_type = @OwnerType, payload = @Payload
        WHERE id = @Id AND version = @Version
        """,
        row,
        ct) == 1;

    /// <summary>Removes the table and, with it, its partitions and all that is kept about them.</summary>
    public static Task DeleteAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM tables WHERE id = @id", new { id }, ct);

    /// <summary>Removes all tables of a database, as <see cref="DeleteAsync"/> does one.</summary>
    public static Task DeleteAllAsync(Tx tx, long databaseId, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM tables WHERE database_id = @databaseId", new { databaseId }, ct);
}
