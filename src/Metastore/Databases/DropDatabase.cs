using Metastore.Functions;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Transactions;
using Metastore.Warehouse;

namespace Metastore.Databases;

/// <summary>Drops databases; with cascade, all that is in them (<c>HMSHandler.drop_database_core</c>).</summary>
internal sealed class DropDatabase(Db db, TableFiles files, WarehouseFiles warehouse, EventWriter events)
{
    // Names the policies of Hive's replication (ReplChangeManager.isSourceOfReplication).
    private const string ReplicatedBy = "repl.source.for";

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    /// <exception cref="InvalidOperationException">It is not empty and cascade is not asked for, or it is being replicated.</exception>
    public async Task RunAsync(DropDatabaseRequest request, CancellationToken ct)
    {
        var parsed = ParsedDatabase.From(request.CatalogName, request.Name);
        var name = DatabaseName.From(request.CatalogName, request.Name);
        if (name == new DatabaseName(CatalogName.Default, DatabaseService.Default))
        {
            throw Errors.Meta($"Can not drop {name.Database} database in catalog {name.Catalog}");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                var row = await DatabaseStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"database {parsed.Catalog}.{parsed.Database}");
                var dropped = row.ToDatabase();
                if (!string.IsNullOrEmpty(dropped.Parameters?.GetValueOrDefault(ReplicatedBy)))
                {
                    throw Errors.InvalidOperation("can not drop a database which is a source of replication");
                }

                await EmptyAsync(tx, row, request, ct);
                await DatabaseStore.DeleteAsync(tx, row.Id, ct);
                await events.DatabaseDroppedAsync(tx, dropped, ct);
                if (name.Catalog == CatalogName.Default)
                {
                    await TableTransactions.DropAsync(tx, name.Database, null, ct);
                }

                if (request.DeleteData && dropped.Type != DatabaseType.REMOTE)
                {
                    DeleteAfterCommit(tx, dropped);
                }
            },
            ct);
    }

    private async Task EmptyAsync(Tx tx, DatabaseRow row, DropDatabaseRequest request, CancellationToken ct)
    {
        if (!request.Cascade)
        {
            await RequireEmptyAsync(tx, row, ct);
            return;
        }

        await ViewSources.RequireUnusedElsewhereAsync(tx, row.Id, ct);
        var name = new DatabaseName(row.Catalog, row.Name);
        var tables = request.DeleteData || events.IsOn ? await TableStore.ListAsync(tx, name, ct) : [];
        if (request.DeleteData)
        {
            foreach (var table in tables)
            {
                await files.DeleteAfterCommitAsync(tx, table, ct);
            }
        }

        await events.TablesDroppedAsync(tx, tables, ct);
        await events.FunctionsDroppedAsync(tx, events.IsOn ? await FunctionStore.ListAsync(tx, name, ct) : [], ct);
        await DatabaseContents.DeleteAsync(tx, row.Id, ct);
    }

    private static async Task RequireEmptyAsync(Tx tx, DatabaseRow row, CancellationToken ct)
    {
        if (await DatabaseContents.FindAsync(tx, row.Id, ct) is { } things)
        {
            throw Errors.InvalidOperation($"Database {row.Name} is not empty. One or more {things} exist.");
        }
    }

    private void DeleteAfterCommit(Tx tx, Database database)
    {
        foreach (var place in new[] { database.ManagedLocationUri, database.LocationUri }.OfType<string>())
        {
            tx.AfterCommit(1, () => warehouse.DeleteDirectory(Location.Qualify(place)));
        }
    }
}
