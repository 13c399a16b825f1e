using Metastore.Names;
using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>Takes apart the lists of partitions that share a storage descriptor.</summary>
/// <remarks>Hive <c>PartitionSpecProxy</c>.</remarks>
internal static class PartitionSpecs
{
    /// <summary>The partitions of all specs, in order, each with a descriptor and a location of its own.</summary>
    /// <exception cref="MetaException">A spec is without table or partitions, or a partition belongs to another table than the first spec.</exception>
    public static List<Partition> Expand(List<PartitionSpec> specs, TableName table) => [.. specs.SelectMany(spec => Expand(spec, table))];

    private static IEnumerable<Partition> Expand(PartitionSpec spec, TableName table)
    {
        if (spec.PartitionList is { } list)
        {
            var partitions = list.Partitions ?? throw Empty();
            partitions.ForEach(partition => RequireOf(partition, table));
            return partitions;
        }

        return (spec.SharedSDPartitionSpec?.Partitions ?? throw Empty()).Select(partition => Expand(partition, spec.SharedSDPartitionSpec.Sd, spec));
    }

    private static Partition Expand(PartitionWithoutSD given, StorageDescriptor? shared, PartitionSpec spec)
    {
        var descriptor = shared is null ? null : DescriptorShape.Of(shared);
        descriptor?.Location = Join(descriptor.Location, given.RelativePath);
        return new()
        {
            Values = given.Values,
            DbName = spec.DbName,
            TableName = spec.TableName,
            CatName = spec.CatName,
            CreateTime = given.CreateTime,
            LastAccessTime = given.LastAccessTime,
            Sd = descriptor,
            Parameters = given.Parameters,
        };
    }

    // Hive puts the texts together without looking, a missing one is "null".
    private static string Join(string? location, string? relative) => $"{location ?? "null"}{relative ?? "null"}";

    private static void RequireOf(Partition partition, TableName table)
    {
        var (database, name) = (Identifier.Normalize(partition.DbName ?? ""), Identifier.Normalize(partition.TableName ?? ""));
        if (database != table.Database || name != table.Table)
        {
            throw Errors.Meta(
                $"Partition does not belong to target table {table}. It belongs to the table {database}.{name} : {PartitionShape.Text(partition)}");
        }
    }

    private static MetaException Empty() => Errors.Meta("The partition spec has no list of partitions");
}
