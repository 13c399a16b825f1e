using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>Brings a client's partition into exactly the shape in which clients read it back; that is what is stored.</summary>
/// <remarks>Hive <c>ObjectStore.convertToMPart</c> and back: what it does not keep goes, what it always returns is set.</remarks>
internal static class PartitionShape
{
    private const long NoWriteId = -1;

    /// <summary>A new struct that shares nothing with the given one which a later change could touch. The location is left as it is.</summary>
    /// <exception cref="MetaException">The storage descriptor, its serde or a column's name is missing.</exception>
    public static Partition Of(Partition given, Table table, int createTime) => new()
    {
        Values = given.Values,
        DbName = table.DbName,
        TableName = table.TableName,
        CatName = table.CatName,
        CreateTime = createTime,
        LastAccessTime = given.LastAccessTime,
        Sd = Descriptor(given.Sd, table),
        Parameters = DescriptorShape.WithoutNulls(given.Parameters),
        WriteId = given.WriteId > 0 && TransactionalRules.IsTransactional(table.Parameters) ? given.WriteId : NoWriteId,
    };

    /// <summary>As <see cref="Of"/>, for a partition that replaces another: its own create time counts, and it has a time of its last change.</summary>
    public static Partition OfChanged(Partition given, Table table, int now)
    {
        var partition = Of(given, table, given.CreateTime);
        if (partition.Parameters!.GetValueOrDefault(TableShape.LastDdlTime) is null or "0")
        {
            partition.Parameters![TableShape.LastDdlTime] = $"{now}";
        }

        return partition;
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

    // A partition of a view may be without.
    private static StorageDescriptor? Descriptor(StorageDescriptor? given, Table table) => given switch
    {
        null when table.Sd?.Location is null => null,
        null => throw Errors.Meta("The partition has no storage descriptor"),
        { SerdeInfo: null } => throw Errors.Meta("Invalid SerDeInfo object"),
        _ when given.Cols?.Exists(column => column.Name is null) == true => throw Errors.Meta("A column of the partition has no name"),
        _ => DescriptorShape.Of(given),
    };
}
