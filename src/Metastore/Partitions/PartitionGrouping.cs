using Metastore.Rpc;

namespace Metastore.Partitions;

/// <summary>Puts partitions of one table into Hive's partition specs.</summary>
internal static class PartitionGrouping
{
    private const string Parameter = "hive.hcatalog.partition.spec.grouping.enabled";

    /// <summary>Grouped by storage descriptor if the table's parameters say so, else one spec with all (<c>get_partitions_pspec</c>).</summary>
    public static List<PartitionSpec> ToSpecs(Table table, List<Partition> partitions) =>
        string.Equals(table.Parameters?.GetValueOrDefault(Parameter), "true", StringComparison.OrdinalIgnoreCase)
            ? Group(table, partitions)
            : [Spec(table, table.Sd?.Location, partitions)];

    /// <summary>
    /// Partitions below the table's directory, or without a location, share a spec with all that have the same storage but for the location, which
    /// becomes relative; others have a spec for each storage descriptor, whole. Shared ones come first.
    /// </summary>
    /// <remarks>Hive <c>MetaStoreServerUtils.getPartitionspecsGroupedByStorageDescriptor</c>; its order within each kind is that of a hash map.</remarks>
    public static List<PartitionSpec> Group(Table table, List<Partition> partitions)
    {
        var root = table.Sd?.Location;
        var groups = partitions.GroupBy(partition => KeyOf(partition.Sd, root)).Select(group => (IsShared: group.Key.Location is null, Partitions: group.ToList())).ToList();
        return
        [
            .. groups.Where(group => group.IsShared).OrderBy(group => group.Partitions[0].Sd?.Cols?.Count ?? 0).Select(group => SharedSpec(table, group.Partitions)),
            .. groups.Where(group => !group.IsShared).Select(group => Spec(table, null, group.Partitions)),
        ];
    }

    // What partitions of a group have in common: the descriptor, and its location where that is outside of the table's directory.
    private static (string? Location, string Descriptor) KeyOf(StorageDescriptor? descriptor, string? root)
    {
        if (descriptor is null)
        {
            return (null, "");
        }

        var location = descriptor.Location;
        descriptor.Location = null;
        var rest = Convert.ToBase64String(ThriftBinary.Write(descriptor));
        descriptor.Location = location;
        return location is null ? (null, rest)
            : root is not null && location.StartsWith(root, StringComparison.Ordinal) ? (null, "/" + rest)
            : ("", rest);
    }

    private static PartitionSpec Spec(Table table, string? root, List<Partition> partitions) => new()
    {
        DbName = table.DbName,
        TableName = table.TableName,
        CatName = table.CatName,
        RootPath = root,
        PartitionList = new() { Partitions = partitions },
    };

    private static PartitionSpec SharedSpec(Table table, List<Partition> partitions)
    {
        var shared = partitions[0].Sd;
        var root = shared?.Location is null ? null : table.Sd!.Location;
        var parts = partitions.ConvertAll(partition => WithoutDescriptor(partition, root));
        shared ??= new() { Compressed = false, NumBuckets = 0 };
        shared.Location = root;
        return new()
        {
            DbName = table.DbName,
            TableName = table.TableName,
            CatName = table.CatName,
            RootPath = root,
            SharedSDPartitionSpec = new() { Partitions = parts, Sd = shared },
        };
    }

    private static PartitionWithoutSD WithoutDescriptor(Partition partition, string? root) => new()
    {
        Values = partition.Values,
        CreateTime = partition.CreateTime,
        LastAccessTime = partition.LastAccessTime,
        RelativePath = root is null ? null : partition.Sd!.Location![root.Length..],
        Parameters = partition.Parameters,
    };
}
