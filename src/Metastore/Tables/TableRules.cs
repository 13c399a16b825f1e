using Metastore.Names;

namespace Metastore.Tables;

/// <summary>What every new table is checked for, in Hive's order.</summary>
internal static class TableRules
{
    /// <summary>What is checked before the table's database is looked for.</summary>
    /// <exception cref="InvalidObjectException">Its name or its place is not valid.</exception>
    /// <exception cref="MetaException">It has no name, no database or no descriptor.</exception>
    /// <remarks>Hive <c>HMSHandler.create_table_core</c>.</remarks>
    public static void RequireNames(Table table)
    {
        if (table.DbName is null)
        {
            throw Errors.Meta("Null database name is not allowed");
        }

        var name = table.TableName ?? throw Errors.Meta("Table name cannot be null.");
        if (!NameRules.IsValid(name))
        {
            throw Errors.InvalidObject($"{name} is not a valid object name");
        }

        var descriptor = table.Sd ?? throw Errors.Meta("A table must have a storage descriptor.");
        if (descriptor.Location is { Length: > 0 } location && Warehouse.Location.IsRoot(location))
        {
            throw Errors.InvalidObject($"{name} location must not be root path");
        }
    }

    /// <summary>What is checked then.</summary>
    /// <exception cref="InvalidObjectException">The type of a column or a skewed column is not valid.</exception>
    /// <exception cref="MetaException">It lacks columns or a serde, or two columns have one name.</exception>
    public static void RequireColumns(Table table)
    {
        var descriptor = table.Sd!;
        RequireDescriptor(descriptor);
        RequireTypes(table.PartitionKeys ?? [], "partition column");
        RequireDistinct(descriptor.Cols!);
        RequireDistinct(table.PartitionKeys ?? []);
    }

    /// <exception cref="InvalidObjectException">A column has a type that Hive does not know.</exception>
    public static void RequireTypes(List<FieldSchema> columns, string kind)
    {
        foreach (var column in columns)
        {
            var type = column.Type ?? throw Errors.Meta($"The {kind} {column.Name} has no type.");
            if (!NameRules.IsKnownType(type))
            {
                throw Errors.InvalidObject($"Invalid {kind} type: {type}");
            }
        }
    }

    /// <exception cref="MetaException">Two columns have one name.</exception>
    public static void RequireDistinct(List<FieldSchema> columns)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (columns.Find(column => !names.Add(column.Name ?? "")) is { } twice)
        {
            throw Errors.Meta($"Duplicate column name: {twice.Name}");
        }
    }

    private static void RequireDescriptor(StorageDescriptor descriptor)
    {
        RequireTypes(descriptor.Cols ?? throw Errors.Meta("A table must have a list of columns."), "column");
        if (descriptor.SerdeInfo is null)
        {
            throw Errors.Meta("Invalid SerDeInfo object");
        }

        var columns = descriptor.Cols.Select(column => column.Name?.ToLowerInvariant()).ToHashSet();
        if (descriptor.SkewedInfo?.SkewedColNames?.Find(skewed => !columns.Contains(skewed?.ToLowerInvariant())) is { } unknown)
        {
            throw Errors.InvalidObject($"Invalid skew column {unknown}");
        }
    }
}
