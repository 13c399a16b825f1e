using Metastore.Names;
using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>Brings a client's partition into exactly the shape in which clients read it back; that is what is stored.</summary>
/// <remarks>Hive <c>ObjectStore.convertToMPart</c> and back: what it does not keep goes, what it always returns is set.</remarks>
internal static class PartitionShape
{
    /// <summary>A new struct that shares nothing with the given one which a later change could touch. The location is left as it is.</summary>
    /// <exception cref="MetaException">The storage descriptor, its serde or a column's name is missing.</exception>
    public static Partition Of(Partition given, TableName table, int createTime)
    {
        RequireDescriptor(given.Sd);
        return new()
        {
            Values = given.Values,
            DbName = table.Database,
            TableName = table.Table,
            CatName = table.Catalog,
            CreateTime = createTime,
            LastAccessTime = given.LastAccessTime,
            Sd = DescriptorShape.Of(given.Sd!),
            Parameters = DescriptorShape.WithoutNulls(given.Parameters),
            WriteId = given.WriteId,
        };
    }

    /// <summary>The location of a partition as it is kept: qualified; an empty one is none.</summary>
    /// <exception cref="MetaException">It is not a path from a root; the text is that of Hadoop's <c>Path</c>.</exception>
    public static string? PlaceOf(string? given)
    {
        if (string.IsNullOrEmpty(given))
        {
            return null;
        }

        if (Location.PathOf(given) is ['/', ..])
        {
            return Location.Qualify(given);
        }

        var shown = given.StartsWith($"{Location.Scheme(given)}:", StringComparison.OrdinalIgnoreCase) ? given : $"file:./{given}";
        throw Errors.Meta($"java.lang.IllegalArgumentException: java.net.URISyntaxException: Relative path in absolute URI: {shown}");
    }

    /// <summary>What is said of a partition in errors.</summary>
    public static string Text(Partition partition) =>
        $"Partition(values:[{string.Join(", ", partition.Values ?? [])}], dbName:{partition.DbName}, tableName:{partition.TableName})";

    private static void RequireDescriptor(StorageDescriptor? descriptor)
    {
        if (descriptor is null)
        {
            throw Errors.Meta("The partition has no storage descriptor");
        }

        if (descriptor.SerdeInfo is null)
        {
            throw Errors.Meta("Invalid SerDeInfo object");
        }

        if (descriptor.Cols?.Exists(column => column.Name is null) == true)
        {
            throw Errors.Meta("A column of the partition has no name");
        }
    }
}
