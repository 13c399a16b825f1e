using Metastore.Storage;
using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>Moves the directory of a partition that gets another name.</summary>
internal sealed class PartitionRelocation(WarehouseFiles warehouse)
{
    private const string Translated = "TRANSLATED_TO_EXTERNAL";

    /// <summary>
    /// Moves the directory to where the table's partition of that name lies by default, and returns its place afterwards: the old one for
    /// external tables, for views, and where it can't be reached or may not be touched.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is something at the new place, or moving fails.</exception>
    /// <exception cref="MetaException">The directory above can't be made.</exception>
    public string? Move(Tx tx, Table table, string? from, string name)
    {
        if (from is null || table.Sd?.Location is not { } root || !IsMovable(table.Parameters))
        {
            return from;
        }

        var to = Location.Below(root, name);
        if (to == from || Location.FileSystemOf(from) != Location.FileSystemOf(to) || !warehouse.MayDelete(from) || warehouse.FileSystemFor(from) is not { } files)
        {
            return from;
        }

        Move(tx, files, from, to, $"{table.DbName}.{table.TableName}");
        return to;
    }

    private static bool IsMovable(Dictionary<string, string>? parameters) =>
        !TableShape.IsExternal(parameters) || TableShape.IsTrue(parameters, Translated);

    private void Move(Tx tx, IFileSystem files, string from, string to, string table)
    {
        if (!files.DirectoryExists(from))
        {
            return;
        }

        if (files.DirectoryExists(to))
        {
            throw Errors.InvalidOperation($"New location for this table {table} already exists : {to}");
        }

        try
        {
            warehouse.CreateDirectory(tx, to[..to.LastIndexOf('/')]);
            files.MoveDirectory(from, to);
            tx.AfterRollback(() => files.MoveDirectory(to, from));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.InvalidOperation($"Unable to move partition of {table} from {from} to {to}: {e.Message}");
        }
    }
}
