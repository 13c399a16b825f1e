using Metastore.Names;
using Metastore.Privileges;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Reads single partitions.</summary>
internal sealed class PartitionService(PartitionReplies replies)
{
    /// <summary>The partition of these values.</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition, or no such table.</exception>
    /// <exception cref="MetaException">The values are not as many as the table's keys.</exception>
    public Task<Partition> GetAsync(TableArgument argument, List<string>? values, PartitionTrim trim, CancellationToken ct) => ReadAsync(
        argument,
        () => Errors.NoSuchObject($"Unable to get partition because {argument} does not exist"),
        _ => values,
        (tx, table, row) => ReadAsync(tx, table, row, trim, ct),
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
    public Task<Partition> GetWithPrivilegesAsync(TableArgument argument, List<string>? values, string? user, List<string>? groups, CancellationToken ct) => ReadAsync(
        argument,
        () => Missing(values ?? []),
        _ => values,
        async (tx, table, row) =>
        {
            var partition = await ReadAsync(tx, table, row, PartitionTrim.None, ct);
            if (PartitionPrivileges.AreKept(table.Table))
            {
                partition.Privileges = (await PartitionPrivileges.GetSetsAsync(tx, table.Id, [row.Name], user, groups ?? [], ct))[row.Name];
            }

            return partition;
        },
        ct);

    /// <summary>The partition that a name's values belong to; what else is in the name does not matter (<c>HMSHandler.get_partition_by_name_core</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition or table, or a key is not in the name.</exception>
    /// <exception cref="MetaException">The name is missing or empty.</exception>
    public Task<Partition> GetByNameAsync(TableArgument argument, string? name, PartitionTrim trim, CancellationToken ct) => ReadAsync(
        argument,
        () => Errors.NoSuchObject($"{argument.GivenDatabase}.{argument.Table} table not found"),
        table => PartitionName.ReadValues(name, table.Keys, Errors.NoSuchObject),
        (tx, table, row) => ReadAsync(tx, table, row, trim, ct),
        ct);

    private async Task<Partition> ReadAsync(
        TableArgument argument,
        Func<Exception> missing,
        Func<PartitionedTable, List<string>?> valuesIn,
        Func<Tx, PartitionedTable, PartitionRow, Task<Partition>> read,
        CancellationToken ct)
    {
        List<string> values = [];
        return await replies.ReadAsync(
            argument.Name,
            missing,
            () => Missing(values),
            async (tx, table) =>
            {
                values = valuesIn(table) ?? throw Errors.Meta("Partition values cannot be null.");
                return await FindAsync(tx, table, PartitionName.Make(table.Keys, values), ct) is { } row ? await read(tx, table, row) : null;
            },
            ct);
    }

    private static Task<PartitionRow?> FindAsync(Tx tx, PartitionedTable table, string name, CancellationToken ct) =>
        tx.TakesOnlyKeys ? PartitionStore.FindAsync(tx, table.Id, name, ct) : PartitionStore.FindAsync(tx, table, name, ct);

    private static async Task<Partition> ReadAsync(Tx tx, PartitionedTable table, PartitionRow row, PartitionTrim trim, CancellationToken ct) =>
        (await PartitionReader.ReadAsync(tx, table.Table, [row], trim, ct))[0];

    private static NoSuchObjectException Missing(List<string> values) => Errors.NoSuchObject($"partition values=[{string.Join(", ", values)}]");
}
