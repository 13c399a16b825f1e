using Metastore.Constraints;
using Metastore.Databases;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Privileges;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Warehouse;
using Thrift;

namespace Metastore.Tables;

/// <summary>Makes tables, and their directories (<c>HMSHandler.create_table_core</c>).</summary>
internal sealed class CreateTable(
    Db db, Ids ids, TableDirectory directory, QuickStatistics statistics, UpdateStatistics columnStatistics, AddConstraints constraints, WarehouseFiles warehouse, EventWriter events)
{
    private static readonly string[] Transient = ["created_with_ctas", "created_with_ctlt"];

    /// <exception cref="AlreadyExistsException">There is a table of that name.</exception>
    /// <exception cref="InvalidObjectException">Something about the table is not valid, or there is no such database.</exception>
    public async Task RunAsync(CreateTableRequest? request, CancellationToken ct)
    {
        var given = request?.Table ?? throw Errors.Internal();
        TableRules.RequireNames(given);
        await db.InTransactionAsync(tx => AddAsync(tx, request, ct), ct);
        if (given.ColStats is { } columns)
        {
            await columnStatistics.UpdateTableAsync(columns, ct);
        }
    }

    /// <summary>The table as it would be made: without Hive's metadata transformer, as it was sent.</summary>
    public static Table Translate(CreateTableRequest? request)
    {
        var table = request?.Table ?? throw Errors.Internal();
        table.CatName ??= CatalogName.Default;
        return table;
    }

    private async Task AddAsync(Tx tx, CreateTableRequest request, CancellationToken ct)
    {
        var given = request.Table!;
        var row = await FindDatabaseAsync(tx, given, ct);
        await RequireColumnsAsync(tx, given, ct);
        var context = request.EnvContext?.Properties ?? [];
        var table = Shape(given, ids.Next(), tx.Now, context);
        TransactionalRules.ApplyToNew(table, $"{given.DbName}.{given.TableName}");
        Place(row, table);
        var newDirectory = table.TableType != TableTypes.View && warehouse.CreateDirectory(tx, table.Sd!.Location!);
        statistics.ApplyToNew(table, newDirectory, context);
        var sources = new List<long>();
        if (given.CreationMetadata is { } making)
        {
            table.CreationMetadata = await ViewSources.ResolveAsync(tx, new(table.CatName!, table.DbName!, table.TableName!), making, sources, ct);
        }

        if (!await TableStore.AddAsync(tx, TableRow.From(table.Id, row.Id, table), ct))
        {
            throw Exists(given);
        }

        if (sources.Count > 0)
        {
            await ViewSourceStore.ReplaceAsync(tx, table.Id, sources, ct);
        }

        await TablePrivileges.AddAsync(tx, ids, table.Id, given.Privileges, ct);
        await events.TableCreatedAsync(tx, table, ct);
        await constraints.AddAsync(tx, table, request, ct);
    }

    private static async Task<DatabaseRow> FindDatabaseAsync(Tx tx, Table given, CancellationToken ct)
    {
        var name = DatabaseName.From(given.CatName, given.DbName);
        var row = await DatabaseStore.FindAsync(tx, name, ct) ?? throw Errors.InvalidObject($"database {name.Catalog}.{given.DbName}");
        RemoteDatabases.Refuse(row, $"Create table in REMOTE database {row.Name} is not allowed");
        return row;
    }

    // In Hive a table that is there already comes before what is wrong with the columns.
    private static async Task RequireColumnsAsync(Tx tx, Table given, CancellationToken ct)
    {
        try
        {
            TableRules.RequireColumns(given);
        }
        catch (TException)
        {
            if (await TableStore.FindAsync(tx, TableName.From(given.CatName, given.DbName, given.TableName), ct) is not null)
            {
                throw Exists(given);
            }

            throw;
        }
    }

    private static AlreadyExistsException Exists(Table given)
    {
        var name = DatabaseName.From(given.CatName, given.DbName);
        return Errors.AlreadyExists($"Table {name.Catalog}.{given.DbName}.{given.TableName} already exists");
    }

    private static Table Shape(Table given, long id, int now, Dictionary<string, string> context)
    {
        var table = TableShape.Of(given, TableName.From(given.CatName, given.DbName, given.TableName), id, now);
        table.Parameters!.TryAdd(TableShape.LastDdlTime, $"{now}");
        Array.ForEach(Transient, key => table.Parameters.Remove(key));
        if (TableShape.IsTrue(context, "create_table_as_external") && table.TableType == TableTypes.Managed)
        {
            table.TableType = TableTypes.External;
            table.Parameters["EXTERNAL"] = "TRUE";
        }

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
