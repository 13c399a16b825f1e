using Metastore.Names;
using Metastore.Storage;
using Metastore.Tables.Filters;

namespace Metastore.Tables;

/// <summary>Lists the tables that a filter means.</summary>
internal sealed class FilteredTables(Db db)
{
    /// <summary>
    /// Names of the first tables of a database, oldest first, that match; all that do if the number is negative. They are handed out in the order of
    /// Java's hash set, as in Hive. A database that does not exist has no tables.
    /// </summary>
    /// <exception cref="UnknownDBException">No database is named, or an empty catalog.</exception>
    /// <exception cref="InvalidOperationException">There is no filter.</exception>
    /// <exception cref="MetaException">The filter can't be read, or not over tables.</exception>
    /// <remarks>Hive <c>HMSHandler.get_table_names_by_filter</c>, <c>ObjectStore.listTableNamesByFilter</c>.</remarks>
    public async Task<List<string>> ListNamesAsync(string? database, string? filter, int max, CancellationToken ct)
    {
        if (ParsedDatabase.Parse(database) is not { Catalog.Length: > 0, Database.Length: > 0 })
        {
            throw Errors.UnknownDatabase("DB name is null or empty");
        }

        var name = DatabaseName.Parse(database);
        var meant = TableFilter.Parse(filter ?? throw Errors.InvalidOperation("null cannot apply null filter"));
        var tables = await db.ReadAsync(tx => FilteredTableStore.ListAsync(tx, name, meant.ReadsPayload, ct), ct);
        return JavaHashOrder.Of([.. tables.Where(meant.Matches).Take(max < 0 ? int.MaxValue : max).Select(table => table.Name)]);
    }
}
