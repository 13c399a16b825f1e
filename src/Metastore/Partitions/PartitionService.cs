using Metastore.Names;
using Metastore.Privileges;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Reads single partitions.</summary>
internal sealed class PartitionService(Db db)
{
    /// <summary>The partition of these values.</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition, or no such table.</exception>
    /// <exception cref="MetaException">The values are not as many as the table's keys.</exception>
    public Task<Partition> GetAsync(TableArgument argument, List<string>? values, PartitionTrim trim, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct)
                ?? throw Errors.NoSuchObject($"Unable to get partition because {argument} does not exist");
            return await GetAsync(tx, table, values, trim, ct);
        },
        ct);

    /// <summary>The same, request spelling.</summary>
    /// <inheritdoc cref="GetAsync(TableArgument, List{string}?, PartitionTrim, CancellationToken)"/>
    public async Task<GetPartitionResponse> GetAsync(Session session, GetPartitionRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        return new() { Partition = await GetAsync(argument, request.PartVals, PartitionTrim.NoneFor(session), ct) };
    }

    /// <summary>The partition of these values, with the privileges of the user and the groups where the table's partitions have their own.</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition, or no such table.</exception>
    /// <exception cref="MetaException">The values are not as many as the table's keys.</exception>
    public Task<Partition> GetWithPrivilegesAsync(TableArgument argument, List<string>? values, string? user, List<string>? groups, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw Missing(values ?? []);
            var partition = await GetAsync(tx, table, values, PartitionTrim.None, ct);
            if (PartitionPrivileges.AreKept(table.Table))
            {
                var name = PartitionName.Make(table.Keys, values!);
                partition.Privileges = (await PartitionPrivileges.GetSetsAsync(tx, table.Id, [name], user, groups ?? [], ct))[name];
            }

            return partition;
        },
        ct);

    /// <summary>The partition that a name's values belong to; what else is in the name does not matter (<c>HMSHandler.get_partition_by_name_core</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition or table, or a key is not in the name.</exception>
    /// <exception cref="MetaException">The name is missing or empty.</exception>
    public Task<Partition> GetByNameAsync(TableArgument argument, string? name, PartitionTrim trim, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct)
                ?? throw Errors.NoSuchObject($"{argument.GivenDatabase}.{argument.Table} table not found");
            return await GetAsync(tx, table, PartitionName.ReadValues(name, table.Keys, Errors.NoSuchObject), trim, ct);
        },
        ct);

    private static async Task<Partition> GetAsync(Tx tx, PartitionedTable table, List<string>? values, PartitionTrim trim, CancellationToken ct)
    {
        var name = PartitionName.Make(table.Keys, values ?? throw Errors.Meta("Partition values cannot be null."));
        var row = await PartitionStore.FindAsync(tx, table.Id, name, ct) ?? throw Missing(values);
        return (await PartitionReader.ReadAsync(tx, table.Table, [row], trim, ct))[0];
    }

    private static NoSuchObjectException Missing(List<string> values) => Errors.NoSuchObject($"partition values=[{string.Join(", ", values)}]");
}
