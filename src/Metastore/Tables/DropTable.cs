using Metastore.Databases;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Transactions;

namespace Metastore.Tables;

/// <summary>Drops tables with all that is kept about them, and their files where those are the table's own (<c>HMSHandler.drop_table_core</c>).</summary>
internal sealed class DropTable(Db db, TableFiles files, EventWriter events)
{
    /// <exception cref="NoSuchObjectException">There is none of that name, or no such database.</exception>
    /// <exception cref="MetaException">A materialized view is made from it.</exception>
    public async Task RunAsync(string? catalog, string? database, string? table, bool deleteData, CancellationToken ct)
    {
        var name = TableName.From(catalog, database, table);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct) ?? throw await MissingAsync(tx, name, GivenName(catalog, database, table), ct);
                await ViewSources.RequireUnusedAsync(tx, row.Id, ct);
                if (deleteData)
                {
                    await files.DeleteAfterCommitAsync(tx, row, ct);
                }

                await TableStore.DeleteAsync(tx, row.Id, ct);
                await events.TablesDroppedAsync(tx, [row], ct);

                // Only names of this catalog's tables are known to transactions.
                if (name.Catalog == CatalogName.Default && TransactionalRules.IsTransactional(row.ToTable().Parameters))
                {
                    await TableTransactions.DropAsync(tx, name.Database, name.Table, ct);
                }
            },
            ct);
    }

    // Hive's texts have the names as they were asked for.
    private static string GivenName(string? catalog, string? database, string? table)
    {
        var given = ParsedDatabase.From(catalog, database);
        return $"{given.Catalog}.{given.Database}.{table}";
    }

    private static async Task<NoSuchObjectException> MissingAsync(Tx tx, TableName name, string given, CancellationToken ct)
    {
        var database = await DatabaseStore.FindAsync(tx, name.DatabaseName, ct);
        RemoteDatabases.Refuse(database, $"Drop table in REMOTE database {name.Database} is not allowed");
        return database is null ? Errors.NoSuchDatabase(name.DatabaseName) : Errors.NoSuchObject($"{given} table not found");
    }
}
