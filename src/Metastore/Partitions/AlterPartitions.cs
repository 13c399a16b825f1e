using Metastore.Names;
using Metastore.Notifications;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>Changes partitions that keep their values; all of a call or none (<c>HiveAlterHandler.alterPartition</c>, <c>alterPartitions</c>).</summary>
internal sealed class AlterPartitions(Db db, QuickStatistics statistics, EventWriter events)
{
    /// <summary>One partition.</summary>
    /// <exception cref="InvalidOperationException">There is no such table or partition.</exception>
    /// <exception cref="MetaException">It belongs to another table, or something about it is not valid.</exception>
    public Task RunAsync(string? database, string? table, Partition? given, EnvironmentContext? context, CancellationToken ct) =>
        RunAsync(TableName.Parse(database, table), given, context, ct);

    /// <inheritdoc cref="RunAsync(string?, string?, Partition?, EnvironmentContext?, CancellationToken)"/>
    public async Task RunAsync(TableName name, Partition? given, EnvironmentContext? context, CancellationToken ct)
    {
        var partition = given ?? throw Errors.Meta("The new partition cannot be null.");
        await db.InSnapshotAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct)
                    ?? throw Errors.InvalidOperation("alter is not possible: Unable to alter partition because table or database does not exist.");
                partition.Sd?.Location = PartitionShape.PlaceOf(partition.Sd.Location);
                await ChangeAsync(tx, row, [partition], context, found => found < 1 ? Missing(partition) : null, ct);
            },
            ct);
    }

    /// <summary>Partitions of one table.</summary>
    /// <inheritdoc cref="RunAsync(string?, string?, Partition?, EnvironmentContext?, CancellationToken)"/>
    public Task RunAsync(string? database, string? table, List<Partition>? given, EnvironmentContext? context, CancellationToken ct) =>
        RunAsync(TableName.Parse(database, table), given, context, ct);

    /// <inheritdoc cref="RunAsync(string?, string?, List{Partition}?, EnvironmentContext?, CancellationToken)"/>
    public async Task<AlterPartitionsResponse> RunAsync(AlterPartitionsRequest? request, CancellationToken ct)
    {
        await RunAsync(TableName.From(request!.CatName, request.DbName, request.TableName), request.Partitions, request.EnvironmentContext, ct);
        return new();
    }

    private async Task RunAsync(TableName name, List<Partition>? given, EnvironmentContext? context, CancellationToken ct)
    {
        var partitions = given ?? throw Errors.Meta("The list of new partitions cannot be null.");
        await db.InSnapshotAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct) ?? throw Failed(
                    "InvalidObjectException(message:Unable to alter partitions because table or database does not exist.)");
                var columns = row.ToTable().Sd?.Cols;
                partitions.FindAll(partition => partition.Sd is { Cols: [] }).ForEach(partition => partition.Sd!.Cols = columns);
                await ChangeAsync(tx, row, partitions, context, found => found < partitions.Count ? Missing(partitions.Count, found) : null, ct);
            },
            ct);
    }

    private async Task ChangeAsync(
        Tx tx, TableRow row, List<Partition> given, EnvironmentContext? context, Func<int, Exception?> missing, CancellationToken ct)
    {
        var table = row.ToTable();
        var named = given.ConvertAll(partition => (Partition: partition, Name: PartitionName.Make(table.PartitionKeys ?? [], partition.Values ?? [])));
        var rows = await PartitionStore.FindManyAsync(tx, row.Id, named.Select(partition => partition.Name).Distinct(), ct);
        if (missing(rows.Count) is { } error)
        {
            throw error;
        }

        given.ForEach(partition => RequireOf(partition, row.FullName));
        var old = rows.Zip(await PartitionReader.ReadAsync(tx, table, rows, ct)).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        var changed = named.ConvertAll(one => (one.Name, Partition: Shape(tx, table, old[one.Name], one.Partition, context?.Properties ?? [])));
        await ChangedColumns.ForgetAsync(
            tx, row.Id, changed.Select(one => new ColumnChange(one.Name, old[one.Name].Sd?.Cols, one.Partition.Sd?.Cols, one.Partition.Parameters)), ct);
        var columns = new ColumnLists(rows);
        var replaced = changed.ConvertAll(one => PartitionRow.From(table, one.Name, one.Partition, columns));
        await columns.KeepAsync(tx, ct);
        await PartitionWriteStore.ReplaceAsync(tx, replaced, ct);
        await events.PartitionsAlteredAsync(tx, table, changed.Select(one => (old[one.Name], one.Partition)), ct);
    }

    private Partition Shape(Tx tx, Table table, Partition old, Partition given, Dictionary<string, string> context)
    {
        var partition = PartitionShape.OfChanged(given, table, tx.Now);
        if (partition.Sd is { Location: null or "" } unplaced)
        {
            unplaced.Location = old.Sd?.Location;
        }

        statistics.ApplyToChanged(old, partition, table, context);
        return partition;
    }

    private static void RequireOf(Partition partition, TableName table)
    {
        if (!string.Equals(partition.DbName, table.Database, StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.Meta($"Invalid DB name : {partition.DbName}");
        }

        if (!string.Equals(partition.TableName, table.Table, StringComparison.OrdinalIgnoreCase))
        {
            // Hive names the database here.
            throw Errors.Meta($"Invalid table name : {partition.DbName}");
        }
    }

    private static InvalidOperationException Missing(Partition partition) =>
        Errors.InvalidOperation($"alter is not possible: partition values=[{string.Join(", ", partition.Values ?? [])}]");

    private static InvalidOperationException Missing(int given, int found) => Failed($"new parts size {given} not matching with old parts size {found}");

    private static InvalidOperationException Failed(string reason) => Errors.InvalidOperation($"Alter partition operation failed: {reason}");
}
