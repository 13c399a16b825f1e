using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>Lists tables by name, type or pattern. A database that does not exist has no tables.</summary>
internal sealed class TableListing(Db db)
{
    private static readonly string[] Types = ["MANAGED_TABLE", "EXTERNAL_TABLE", "VIRTUAL_VIEW", "MATERIALIZED_VIEW"];

    /// <summary>Names that match Hive's pattern, in the order in which the tables were made (<c>get_tables</c>, <c>get_all_tables</c>).</summary>
    /// <exception cref="MetaException">No database is named.</exception>
    public async Task<List<string>> ListNamesAsync(string? database, string? pattern, CancellationToken ct)
    {
        var name = DatabaseName.Parse(database);
        var matcher = NamePattern.Parse(pattern);
        var names = await db.ReadAsync(tx => TableListingStore.ListNamesAsync(tx, name, ct), ct);
        return names.FindAll(table => matcher.Matches(table));
    }

    /// <summary>Names of the tables of a type that match Hive's pattern, ascending.</summary>
    /// <exception cref="MetaException">There is no such type.</exception>
    public async Task<List<string>> ListNamesByTypeAsync(string? database, string? pattern, string? type, CancellationToken ct)
    {
        if (type is null || !Types.Contains(type))
        {
            throw Errors.Meta($"{type ?? "null"} is not a table type; there are {string.Join(", ", Types)}");
        }

        var name = DatabaseName.Parse(database);
        var matcher = NamePattern.Parse(pattern);
        var names = await db.ReadAsync(tx => TableListingStore.ListNamesByTypeAsync(tx, name, type, ct), ct);
        return names.FindAll(table => matcher.Matches(table));
    }

    /// <summary>What listings show of the tables that match both patterns and are of one of the types; no types means all. In any order.</summary>
    public async Task<List<TableMeta>> ListMetaAsync(string? databases, string? tables, List<string>? types, CancellationToken ct)
    {
        var scope = ParsedDatabase.Parse(databases);
        var databasePattern = NamePattern.Parse(scope.Database);
        var tablePattern = NamePattern.Parse(tables);
        var rows = await db.ReadAsync(tx => TableListingStore.ListMetaAsync(tx, scope.Catalog, databasePattern.Range, ct), ct);
        return [.. rows
            .Where(row => (types is null or [] || types.Contains(row.Type)) && tablePattern.Matches(row.Name) && databasePattern.Matches(row.Database))
            .Select(row => row.ToMeta())];
    }

    /// <summary>
    /// The tables that match, for a client that says what it can do; without Hive's metadata transformer they need nothing of it. As in Hive,
    /// one that says nothing, or that wants tables as they are, is told of none.
    /// </summary>
    /// <remarks>Hive <c>HMSHandler.get_tables_ext</c>.</remarks>
    public async Task<List<ExtendedTableInfo>> ListExtendedAsync(GetTablesExtRequest request, CancellationToken ct)
    {
        if (request.ProcessorCapabilities is not { Count: > 0 } capabilities || capabilities.Contains("MANAGERAWMETADATA"))
        {
            return [];
        }

        var names = await ListNamesAsync($"@{request.Catalog}#{request.Database}", request.TableNamePattern, ct);
        var limit = request.__isset.limit && request.Limit >= 0 ? request.Limit : names.Count;
        return [.. names.Take(limit).Select(name => Extended(name, (GetTablesExtRequestFields)request.RequestedFields))];
    }

    private static ExtendedTableInfo Extended(string name, GetTablesExtRequestFields asked) =>
        asked.HasFlag(GetTablesExtRequestFields.ACCESS_TYPE) ? new() { TblName = name, AccessType = 0 } : new() { TblName = name };
}
