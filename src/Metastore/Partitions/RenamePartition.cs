using Metastore.Names;
using Metastore.Notifications;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>Gives a partition other values, and moves its directory where that is the table's own (<c>HiveAlterHandler.alterPartition</c>).</summary>
internal sealed class RenamePartition(Db db, AlterPartitions alterPartitions, QuickStatistics statistics, PartitionRelocation relocation, EventWriter events)
{
    /// <summary>The partition of these values becomes the new one; without values, the new one's own are meant and nothing is renamed.</summary>
    /// <exception cref="InvalidOperationException">There is no such table or partition, there is one with the new values, or moving fails.</exception>
    /// <exception cref="MetaException">The values do not fit, or the new partition belongs to another table.</exception>
    public Task RunAsync(string? database, string? table, List<string>? values, Partition? given, CancellationToken ct) =>
        RunAsync(TableName.Parse(database, table), values, given, ct);

    /// <inheritdoc cref="RunAsync(string?, string?, List{string}?, Partition?, CancellationToken)"/>
    public async Task<RenamePartitionResponse> RunAsync(RenamePartitionRequest? request, CancellationToken ct)
    {
        await RunAsync(TableName.From(request!.CatName, request.DbName, request.TableName), request.PartVals, request.NewPart, ct);
        return new();
    }

    private async Task RunAsync(TableName name, List<string>? values, Partition? given, CancellationToken ct)
    {
        if (values is not { Count: > 0 })
        {
            await alterPartitions.RunAsync(name, given, null, ct);
            return;
        }

        var partition = given ?? throw Errors.Meta("The new partition cannot be null.");
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct)
                    ?? throw Errors.InvalidOperation("Unable to alter partition because table or database does not exist.");
                await RenameAsync(tx, row, row.ToTable(), values, partition, ct);
            },
            ct);
    }

    private async Task RenameAsync(Tx tx, TableRow row, Table table, List<string> values, Partition given, CancellationToken ct)
    {
        var keys = table.PartitionKeys ?? [];
        var oldRow = await PartitionStore.FindAsync(tx, row.Id, PartitionName.Make(keys, values), ct)
            ?? throw Errors.InvalidOperation("Unable to rename partition because old partition does not exist");
        var name = PartitionName.Make(keys, given.Values ?? []);
        if (await PartitionStore.FindAsync(tx, row.Id, name, ct) is not null)
        {
            throw Errors.InvalidOperation($"Partition already exists:{row.Database}.{row.Name}.[{string.Join(", ", given.Values!)}]");
        }

        RequireOf(given, row.FullName);
        var old = (await PartitionReader.ReadAsync(tx, table, [oldRow], ct))[0];
        var renamed = PartitionShape.OfChanged(given, table, tx.Now);
        renamed.Sd?.Location = relocation.Move(tx, table, old.Sd?.Location, name);
        statistics.ApplyToChanged(old, renamed, table, []);
        await ChangedColumns.ForgetAsync(tx, row.Id, [new(oldRow.Name, old.Sd?.Cols, renamed.Sd?.Cols, renamed.Parameters)], ct);
        await VouchAgainAsync(tx, row.Id, oldRow.Name, table, renamed, ct);
        var columns = new ColumnLists(oldRow);
        var changed = PartitionRow.From(table, name, renamed, columns);
        await columns.KeepAsync(tx, ct);
        await PartitionWriteStore.RenameAsync(tx, oldRow.Name, changed, ct);
        await events.PartitionsAlteredAsync(tx, table, [(old, renamed)], ct);
    }

    // In Hive a rename writes the columns' statistics anew (HiveAlterHandler.alterPartition).
    private static async Task VouchAgainAsync(Tx tx, long tableId, string oldName, Table table, Partition renamed, CancellationToken ct)
    {
        var known = await StatisticsStore.ListAsync(tx, tableId, [oldName], ct);
        if (known.Count > 0 && !TransactionalState.IsTransactional(table))
        {
            ColumnStatsAccurate.SetColumns(renamed.Parameters!, known.Select(column => column.ColumnName));
        }
    }

    private static void RequireOf(Partition partition, TableName table)
    {
        if (!string.Equals(partition.DbName, table.Database, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(partition.TableName, table.Table, StringComparison.OrdinalIgnoreCase))
        {
            throw Errors.Meta("The transaction for alter partition did not commit successfully.");
        }
    }
}
