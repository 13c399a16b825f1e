using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables.Filters;

/// <summary>Reads the tables that a filter is to look at.</summary>
internal static class FilteredTableStore
{
    /// <summary>All tables of a database, oldest first.</summary>
    public static Task<List<FilteredTableRow>> ListAsync(Tx tx, DatabaseName database, bool withPayload, CancellationToken ct) => tx.QueryAsync<FilteredTableRow>(
        """
        SELECT name, type, owner, CASE WHEN @withPayload = 1 THEN payload END AS payload
        FROM tables
        WHERE catalog = @Catalog AND database = @Database
        ORDER BY id
        """,
        new { database.Catalog, database.Database, withPayload = withPayload ? 1 : 0 },
        ct);
}
