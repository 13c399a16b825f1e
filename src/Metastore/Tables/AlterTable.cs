using Metastore.Constraints;
using Metastore.Databases;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Settings;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Transactions;

namespace Metastore.Tables;

/// <summary>Changes tables: all that a client sends replaces what there was, name and database included (<c>HiveAlterHandler.alterTable</c>).</summary>
internal sealed class AlterTable(Db db, AlterRules rules, QuickStatistics statistics, TableRelocation relocation, EventWriter events)
{
    // Hive takes it that no table has more files (TransactionalValidationListener).
    private const long WriteIdsOfOldRows = 10_000_000;

    /// <exception cref="InvalidOperationException">There is no such table, or the change is not allowed.</exception>
    /// <exception cref="MetaException">The table is not as the request expects it, or lacks something.</exception>
    public async Task RunAsync(AlterTableRequest? request, bool cascade, Session session, CancellationToken ct)
    {
        var given = request?.Table ?? throw Errors.Internal();
        var name = TableName.From(request.CatName, request.DbName, request.TableName);
        var context = request.EnvironmentContext?.Properties ?? [];
        var change = new TableChange(name, given, context, ExpectedParameter.Of(request, context), cascade || TableShape.IsTrue(context, "CASCADE"))
        {
            WriteId = request.WriteId,
            Snapshot = request.ValidWriteIdList,
            MayChangeTypes = !SessionSettings.RefusesTypeChanges(session),
        };
        await db.InTransactionAsync(tx => ChangeAsync(tx, change, ct), ct);
    }

    private async Task ChangeAsync(Tx tx, TableChange change, CancellationToken ct)
    {
        var row = await FindAsync(tx, change.Name, ct);
        var old = row.ToTable();
        AlterRules.RequireValid(change.Given);
        var table = change.ToTable(old, tx.Now);
        TransactionalRules.ApplyToChanged(old, table, $"{change.Name.Database}.{change.Name.Table}");
        if (change.Expected is { } repeated && repeated.IsRepeat(old, table))
        {
            return;
        }

        var database = await FindTargetAsync(tx, row, change, ct);
        change.Expected?.Require(old, table);
        rules.RequireCompatible(old, table, change);
        await relocation.MoveAsync(tx, row, old, table, database, ct);
        if (change.IsRename)
        {
            await VouchAgainAsync(tx, row.Id, old, table, change, ct);
        }
        else
        {
            statistics.ApplyToChanged(table, change.Context);
        }

        await ChangeColumnsAsync(tx, row.Id, old, table, change, ct);
        await ReplaceAsync(tx, TableRow.From(row.Id, database.Id, table) with { Version = row.Version }, old, change, ct);
        await BeginWriteIdsAsync(tx, old, table, ct);
        await events.TableAlteredAsync(tx, row, table, ct);
    }

    private static async Task ReplaceAsync(Tx tx, TableRow changed, Table old, TableChange change, CancellationToken ct)
    {
        if (!await TableStore.UpdateAsync(tx, changed, ct))
        {
            throw change.Expected?.Raced() ?? Errors.Meta($"{change.Name} has been changed or dropped in the meantime");
        }

        if (change.IsRename)
        {
            await PassOnNameAsync(tx, old, change, changed, ct);
        }
    }

    // Rows of the files that are there already come before those of any transaction.
    private static async Task BeginWriteIdsAsync(Tx tx, Table old, Table table, CancellationToken ct)
    {
        if (TransactionalRules.IsFullAcid(table) && !TransactionalRules.IsFullAcid(old))
        {
            await WriteIdStore.SeedAsync(tx, table.DbName!, table.TableName!, WriteIdsOfOldRows, WriteIdsOfOldRows, ct);
        }
    }

    // Views and transactions know the table by its name.
    private static async Task PassOnNameAsync(Tx tx, Table old, TableChange change, TableRow changed, CancellationToken ct)
    {
        await ViewSources.RenameAsync(tx, change.Name, changed, ct);
        if (change.Name.Catalog == CatalogName.Default && TransactionalRules.IsTransactional(old.Parameters))
        {
            await TableTransactions.RenameAsync(tx, change.Name.Database, change.Name.Table, changed.Database, changed.Name, ct);
        }
    }

    // In Hive a rename writes the columns' statistics anew (HiveAlterHandler.alterTable).
    private static async Task VouchAgainAsync(Tx tx, long id, Table old, Table table, TableChange change, CancellationToken ct)
    {
        var known = await StatisticsStore.ListAsync(tx, id, [StatisticsStore.WholeTable], ct);
        if (known.Count == 0)
        {
            return;
        }

        TransactionalState.MarkColumns(table, table.Parameters!, old.WriteId, known.Select(column => column.ColumnName), change.Snapshot);
        if (TransactionalState.IsTransactional(table))
        {
            table.WriteId = change.WriteId;
        }
    }

    private static async Task<TableRow> FindAsync(Tx tx, TableName name, CancellationToken ct)
    {
        if (await TableStore.FindAsync(tx, name, ct) is { } row)
        {
            return row;
        }

        var database = await DatabaseStore.FindAsync(tx, name.DatabaseName, ct);
        RemoteDatabases.Refuse(database, $"Alter table in REMOTE database {name.Database} is not allowed");

        // Hive's text for a database that is not there is this one.
        throw database is null
            ? Errors.InvalidOperation("Alter table in REMOTE database is not allowed")
            : Errors.InvalidOperation($"{name} table not found");
    }

    private static async Task<DatabaseRow> FindTargetAsync(Tx tx, TableRow row, TableChange change, CancellationToken ct)
    {
        var target = change.Target;
        if (target.Catalog != change.Name.Catalog)
        {
            throw Errors.InvalidOperation($"Tables cannot be moved between catalogs, old catalog{change.Name.Catalog}, new catalog {target.Catalog}");
        }

        if (change.IsRename && await TableStore.FindAsync(tx, target, ct) is not null)
        {
            throw Errors.InvalidOperation($"new table {target.Database}.{target.Table} already exists");
        }

        return await DatabaseStore.FindAsync(tx, target.DatabaseName, ct) ?? throw Errors.InvalidOperation(
            $"Unable to change partition or table. Object database {target.DatabaseName} does not exist. Check metastore logs for detailed stack.");
    }

    private static async Task ChangeColumnsAsync(Tx tx, long id, Table old, Table table, TableChange change, CancellationToken ct)
    {
        var (before, after) = (old.Sd!.Cols ?? [], table.Sd!.Cols!);
        if (after.SequenceEqual(before))
        {
            return;
        }

        await DropConstraints.OfGoneColumnsAsync(tx, id, table, ct);
        await ChangedColumns.ForgetAsync(tx, id, [new(StatisticsStore.WholeTable, before, after, table.Parameters)], ct);
        if (table.PartitionKeys is { Count: > 0 })
        {
            await ChangedColumns.ForgetInPartitionsAsync(tx, id, before, after, ct);
            if (change.Cascade)
            {
                await PartitionWriteStore.ReplaceColumnsAsync(tx, id, after, ct);
            }
        }
    }
}
