using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>Listings of tables: names and a few columns, never the payload.</summary>
internal static class TableListingStore
{
    /// <summary>All names of a database, oldest table first.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, DatabaseName database, CancellationToken ct) => tx.QueryAsync<string>(
        """
        SELECT name
        FROM tables
        WHERE catalog = @Catalog AND database = @Database
        ORDER BY id
        """,
        database,
        ct);

    /// <summary>The names of a database's tables of one type, ascending.</summary>
    public static Task<List<string>> ListNamesByTypeAsync(Tx tx, DatabaseName database, string type, CancellationToken ct) => tx.QueryAsync<string>(
        """
        SELECT name
        FROM tables
        WHERE catalog = @Catalog AND database = @Database AND type = @type
        ORDER BY name
        """,
        new { database.Catalog, database.Database, type },
        ct);

    /// <summary>The tables of the databases in a range of names, by database and name.</summary>
    public static Task<List<TableMetaRow>> ListMetaAsync(Tx tx, string catalog, NameRange databases, CancellationToken ct) => tx.QueryAsync<TableMetaRow>(
        """
        SELECT catalog, database, name, type, comment, owner, owner_type
        FROM tables
        WHERE catalog = @catalog AND database >= @Low AND database < @High
        ORDER BY database, name
        """,
        new { catalog, databases.Low, databases.High },
        ct);
}
