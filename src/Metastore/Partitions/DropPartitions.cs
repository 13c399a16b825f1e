using Metastore.Names;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>Drops partitions, and their files where those are the table's own (<c>HMSHandler.drop_partition_common</c>, <c>drop_partitions_req</c>).</summary>
internal sealed class DropPartitions(Db db, PartitionFiles files, EventWriter events)
{
    /// <summary>The partition of these values.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table or partition.</exception>
    /// <exception cref="MetaException">The values do not fit.</exception>
    public Task<bool> RunAsync(string? database, string? table, List<string>? values, bool deleteData, CancellationToken ct) =>
        DropAsync(TableName.Parse(database, table), values, deleteData, ct);

    /// <summary>The partition of this name; components of other keys are ignored.</summary>
    /// <inheritdoc cref="RunAsync(string?, string?, List{string}?, bool, CancellationToken)"/>
    public Task<bool> RunAsync(string? database, string? table, string? partition, bool deleteData, CancellationToken ct) =>
        DropAsync(TableName.Parse(database, table), partition, deleteData, ct);

    /// <summary>The partition that a request names or gives the values of.</summary>
    /// <inheritdoc cref="RunAsync(string?, string?, List{string}?, bool, CancellationToken)"/>
    public Task<bool> RunAsync(DropPartitionRequest? request, CancellationToken ct)
    {
        var name = TableName.From(request!.CatName, request.DbName, request.TblName);
        return request.PartName is null && request.PartVals is { } values
            ? DropAsync(name, values, request.DeleteData, ct)
            : DropAsync(name, request.PartName, request.DeleteData, ct);
    }

    /// <summary>The partitions of these names, all or none; missing ones may be passed over. Expressions are Java objects, which are not read here.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table, or a partition is missing.</exception>
    public Task<DropPartitionsResult> RunAsync(DropPartitionsRequest? request, CancellationToken ct)
    {
        var name = TableName.From(request!.CatName, request.DbName, request.TblName);
        return request.Parts is { Exprs: not null }
            ? throw Errors.Internal()
            : db.InSnapshotAsync(
                async tx =>
                {
                    var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchTable(name);
                    var names = request.Parts?.Names ?? throw Errors.Meta("Partition spec is not set");
                    var dropped = await PartitionStore.FindManyAsync(tx, row.Id, names, ct);
                    if (dropped.Count < names.Count && !request.IfExists)
                    {
                        throw Errors.NoSuchObject("Some partitions to drop are missing");
                    }

                    await DropAsync(tx, row, dropped, request.DeleteData, ct);
                    return request.NeedResult ? new DropPartitionsResult { Partitions = await PartitionReader.ReadAsync(tx, row.ToTable(), dropped, ct) } : new();
                },
                ct);
    }

    private Task<bool> DropAsync(TableName name, string? partition, bool deleteData, CancellationToken ct) => db.InSnapshotAsync(
        async tx =>
        {
            var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"{name.Database}.{name.Table} table not found");
            return await DropAsync(tx, row, PartitionName.ReadValues(partition, row.ToTable().PartitionKeys ?? [], Errors.NoSuchObject), deleteData, ct);
        },
        ct);

    private Task<bool> DropAsync(TableName name, List<string>? values, bool deleteData, CancellationToken ct) => db.InSnapshotAsync(
        async tx =>
        {
            var row = await TableStore.FindAsync(tx, name, ct)
                ?? throw Errors.NoSuchObject($"Unable to get partition because {name} does not exist");
            return await DropAsync(tx, row, values ?? [], deleteData, ct);
        },
        ct);

    private async Task<bool> DropAsync(Tx tx, TableRow row, List<string> values, bool deleteData, CancellationToken ct)
    {
        var name = PartitionName.Make(row.ToTable().PartitionKeys ?? [], values);
        var dropped = await PartitionStore.FindAsync(tx, row.Id, name, ct) ?? throw Errors.NoSuchObject($"partition values=[{string.Join(", ", values)}]");
        await DropAsync(tx, row, [dropped], deleteData, ct);
        return true;
    }

    private async Task DropAsync(Tx tx, TableRow row, List<PartitionRow> dropped, bool deleteData, CancellationToken ct)
    {
        await PartitionWriteStore.DeleteAsync(tx, row.Id, dropped.ConvertAll(partition => partition.Name), ct);
        await events.PartitionsDroppedAsync(tx, row, dropped, ct);
        if (deleteData)
        {
            files.DeleteAfterCommit(tx, row.ToTable(), dropped);
        }
    }
}
