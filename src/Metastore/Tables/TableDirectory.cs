using Metastore.Databases;
using Metastore.Names;
using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>Where a table lies that was not told where.</summary>
internal sealed class TableDirectory(WarehouseFiles warehouse)
{
    /// <summary>The directory of a new table of this database.</summary>
    /// <remarks>Hive 4.0 <c>Warehouse.getDefaultTablePath</c>.</remarks>
    public string Default(Database database, string table, bool external) =>
        Location.Below(external ? ExternalParent(database) : ManagedParent(database), NameRules.DirectoryName(table));

    /// <summary>The directory of this database's managed tables.</summary>
    public string ManagedParent(Database database)
    {
        if (database.ManagedLocationUri is { } managed)
        {
            return managed;
        }

        return database.CatalogName == CatalogName.Default ? DatabaseBelow(warehouse.Root, database.Name!) : database.LocationUri!;
    }

    private static string DatabaseBelow(string root, string database) =>
        database == DatabaseService.Default ? root : Location.Below(root, $"{database}.db");

    private string ExternalParent(Database database)
    {
        var own = database.LocationUri!;
        return own == warehouse.Root || Location.IsBelow(own, warehouse.Root) ? DatabaseBelow(warehouse.ExternalRoot, database.Name!) : own;
    }
}
