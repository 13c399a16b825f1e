using Metastore.Databases;
using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>Moves the files of a table that gets another name.</summary>
internal sealed class TableRelocation(TableDirectory directory, WarehouseFiles warehouse)
{
    /// <summary>
    /// Moves the directory of a renamed managed table that lies where its old name puts it, and sets the new location in it; its partitions follow.
    /// All others keep their place or have the one that the client gave them, and then their partitions stay: external tables, views, tables with a
    /// place of their own, and what can't be reached.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is something at the new place, or moving fails.</exception>
    public async Task MoveAsync(Tx tx, TableRow row, Table old, Table table, DatabaseRow target, CancellationToken ct)
    {
        if (old.Sd?.Location is not { } from)
        {
            return;
        }

        if (await FindFilesAsync(tx, row, old, table, from, ct) is { } files)
        {
            var to = directory.Default(target.ToDatabase(), table.TableName!, external: false);
            Move(tx, files, row, from, to, $"{table.CatName}.{table.DbName}.{table.TableName}");
            table.Sd!.Location = to;
            await PartitionWriteStore.MoveDirectoryAsync(tx, row.Id, from, to, ct);
        }
        else if (from != table.Sd!.Location)
        {
            await PartitionWriteStore.StayAsync(tx, row.Id, from, ct);
        }
    }

    // Null if they are not to be moved.
    private async Task<IFileSystem?> FindFilesAsync(Tx tx, TableRow row, Table old, Table table, string from, CancellationToken ct)
    {
        var isRename = (row.Database, row.Name) != (table.DbName, table.TableName);
        if (!isRename || from != table.Sd!.Location || !IsMovable(old) || !warehouse.MayDelete(from))
        {
            return null;
        }

        var source = await DatabaseStore.FindAsync(tx, new(row.Catalog, row.Database), ct);
        return from == directory.Default(source!.ToDatabase(), row.Name, external: false) ? warehouse.FileSystemFor(from) : null;
    }

    private static bool IsMovable(Table table) => table.TableType != TableTypes.View && !TableShape.IsExternal(table.Parameters);

    private static void Move(Tx tx, IFileSystem files, TableRow row, string from, string to, string target)
    {
        if (Location.FileSystemOf(from) != Location.FileSystemOf(to))
        {
            throw Errors.InvalidOperation($"table new location {to} is on a different file system than the old location {from}. This operation is not supported");
        }

        if (files.DirectoryExists(to))
        {
            throw Errors.InvalidOperation($"New location for this table {target} already exists : {to}");
        }

        try
        {
            if (files.DirectoryExists(from))
            {
                files.MoveDirectory(from, to);
                tx.AfterRollback(() => files.MoveDirectory(to, from));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.InvalidOperation(
                $"Alter Table operation for {row.Database}.{row.Name} failed to move data due to: '{e.Message}' See hive log file for details.");
        }
    }
}
