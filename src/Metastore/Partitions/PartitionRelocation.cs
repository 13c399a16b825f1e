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
        return to == from || !Move(tx, from, to, Errors.InvalidOperation) ? from : to;
    }

    /// <summary>Moves a directory, if it is there, until the transaction fails; false, and nothing is done, where it can't be reached or may not be touched.</summary>
    /// <exception cref="Exception">What <paramref name="error"/> makes of a text: there is something at the new place, or moving fails.</exception>
    /// <exception cref="MetaException">The directory above can't be made.</exception>
    public bool Move(Tx tx, string from, string to, Func<string, Exception> error)
    {
        if (Location.FileSystemOf(from) != Location.FileSystemOf(to) || !warehouse.MayDelete(from) || warehouse.FileSystemFor(from) is not { } files)
        {
            return false;
        }

        if (!files.DirectoryExists(from))
        {
            return true;
        }

        if (files.DirectoryExists(to))
        {
            throw error($"New location for this partition already exists : {to}");
        }

        try
        {
            warehouse.CreateDirectory(tx, to[..to.LastIndexOf('/')]);
            files.MoveDirectory(from, to);
            tx.AfterRollback(() => files.MoveDirectory(to, from));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw error($"Unable to move {from} to {to}: {e.Message}");
        }
    }

    private static bool IsMovable(Dictionary<string, string>? parameters) =>
        !TableShape.IsExternal(parameters) || TableShape.IsTrue(parameters, Translated);
}
