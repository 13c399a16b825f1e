using Metastore.Databases;
using Metastore.Names;
using Metastore.Privileges;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>Makes tables, and their directories (<c>HMSHandler.create_table_core</c>).</summary>
internal sealed class CreateTable(Db db, Ids ids, TableDirectory directory, QuickStatistics statistics, WarehouseFiles warehouse)
{
    private static readonly string[] Transient = ["created_with_ctas", "created_with_ctlt"];

    /// <exception cref="AlreadyExistsException">There is a table of that name.</exception>
    /// <exception cref="InvalidObjectException">Something about the table is not valid, or there is no such database.</exception>
    public async Task RunAsync(CreateTableRequest? request, CancellationToken ct)
    {
        var given = request?.Table ?? throw Errors.Internal();
        TableRules.RequireValid(given);
        await db.InTransactionAsync(tx => AddAsync(tx, request, ct), ct);
    }

    private async Task AddAsync(Tx tx, CreateTableRequest request, CancellationToken ct)
    {
        var given = request.Table!;
        var row = await FindDatabaseAsync(tx, given, ct);
        var table = Shape(given, ids.Next(), tx.Now);
        TransactionalRules.ApplyToNew(table, $"{given.DbName}.{given.TableName}");
        Place(row, table);
        var newDirectory = table.TableType != TableTypes.View && warehouse.CreateDirectory(tx, table.Sd!.Location!);
        statistics.ApplyToNew(table, newDirectory, request.EnvContext?.Properties ?? []);
        if (!await TableStore.AddAsync(tx, TableRow.From(table.Id, row.Id, table), ct))
        {
            throw Errors.AlreadyExists($"Table {table.CatName}.{given.DbName}.{given.TableName} already exists");
        }

        await TablePrivileges.AddAsync(tx, ids, table.Id, given.Privileges, ct);
    }

    private static async Task<DatabaseRow> FindDatabaseAsync(Tx tx, Table given, CancellationToken ct)
    {
        var name = DatabaseName.From(given.CatName, given.DbName);
        var row = await DatabaseStore.FindAsync(tx, name, ct) ?? throw Errors.InvalidObject($"database {name.Catalog}.{given.DbName}");
        return row.ToDatabase().Type == DatabaseType.REMOTE
            ? throw Errors.Meta($"Create table in REMOTE database {row.Name} is not allowed")
            : row;
    }

    private static Table Shape(Table given, long id, int now)
    {
        var table = TableShape.Of(given, TableName.From(given.CatName, given.DbName, given.TableName), id, now);
        table.Parameters!.TryAdd(TableShape.LastDdlTime, $"{now}");
        Array.ForEach(Transient, key => table.Parameters.Remove(key));
        return table;
    }

    private Table Place(DatabaseRow row, Table table)
    {
        var descriptor = table.Sd!;
        if (descriptor.Location is { Length: > 0 } own)
        {
            descriptor.Location = Location.Qualify(own);
        }
        else if (table.TableType != TableTypes.View)
        {
            descriptor.Location = directory.Default(row.ToDatabase(), table.TableName!, TableShape.IsExternal(table.Parameters));
        }

        return table;
    }
}
