using Metastore.Storage;

namespace Metastore.Privileges;

/// <summary>Privileges of single partitions, which a table has if its parameters say so.</summary>
internal static class PartitionPrivileges
{
    private const string Parameter = "PARTITION_LEVEL_PRIVILEGE";

    /// <summary>Whether a table's partitions have privileges of their own.</summary>
    public static bool AreKept(Table table) => string.Equals(table.Parameters?.GetValueOrDefault(Parameter), "TRUE", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives new partitions the privileges of their table and of its columns (Hive <c>ObjectStore.addPartitions</c>).</summary>
    public static async Task CopyFromTableAsync(Tx tx, Ids ids, long tableId, IReadOnlyCollection<string> partitions, CancellationToken ct)
    {
        var given = await PrivilegeStore.ListOfTableAsync(tx, tableId, ct);
        var copies =
            from partition in partitions
            from row in given
            let type = row.ObjectType == HiveObjectType.TABLE ? HiveObjectType.PARTITION : row.ObjectType
            select row with { Id = ids.Next(), ObjectType = type, PartitionName = partition, Created = tx.Now };
        await PrivilegeStore.AddAsync(tx, [.. copies], ct);
    }

    /// <summary>The privileges of a user, of groups and of their roles on each of these partitions, by partition name.</summary>
    /// <remarks>Hive <c>get_partitions_with_auth</c> fills <c>Partition.privileges</c> with it where <see cref="AreKept"/>.</remarks>
    public static async Task<Dictionary<string, PrincipalPrivilegeSet>> GetSetsAsync(
        Tx tx, long tableId, IReadOnlyCollection<string> partitions, string? user, List<string> groups, CancellationToken ct)
    {
        var roles = await RoleStore.ListAllOfAsync(tx, user, groups, ct);
        var rows = (await PrivilegeStore.ListOfPartitionsAsync(tx, tableId, partitions, ct)).ToLookup(row => row.PartitionName);
        return partitions.ToDictionary(name => name, name => PrivilegeSets.OfObject([.. rows[name]], user, groups, roles));
    }
}
