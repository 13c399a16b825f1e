using Metastore.Storage;

namespace Metastore.Constraints;

/// <summary>Drops constraints as part of the caller's transaction; with a key go the foreign keys that refer to it.</summary>
internal static class DropConstraints
{
    /// <summary>Drops a constraint that the table has, or a foreign key that refers to it; false if there is none of that name.</summary>
    public static async Task<bool> OfNameAsync(Tx tx, long tableId, string name, CancellationToken ct) =>
        await RunAsync(tx, tableId, row => row.Name == name, ct);

    /// <summary>Drops what is said of columns that a changed table has no more; a key goes as a whole.</summary>
    /// <remarks>Hive <c>ObjectStore.alterTable</c> drops them also when type or comment of the column changes.</remarks>
    public static async Task OfGoneColumnsAsync(Tx tx, long tableId, Table changed, CancellationToken ct)
    {
        var columns = (changed.Sd?.Cols ?? []).Concat(changed.PartitionKeys ?? []).Select(column => column.Name!).ToHashSet(StringComparer.Ordinal);
        await RunAsync(tx, tableId, IsGone, ct);

        bool IsGone(ConstraintRow row) =>
            (row.TableId == tableId && row.ColumnName is { } own && !columns.Contains(own))
            || (row.ParentId == tableId && !columns.Contains(row.ParentColumn!));
    }

    private static async Task<bool> RunAsync(Tx tx, long tableId, Predicate<ConstraintRow> isMeant, CancellationToken ct)
    {
        var rows = await ConstraintStore.ListAroundAsync(tx, tableId, ct);
        var meant = rows.FindAll(isMeant).Select(row => (row.TableId, row.Name)).ToHashSet();
        var keys = rows.Where(row => row.ParentId is null && meant.Contains((row.TableId, row.Name))).Select(row => row.Name).ToHashSet();
        var dropped = rows.FindAll(row =>
            meant.Contains((row.TableId, row.Name)) || (row.ParentId == tableId && keys.Contains(row.ParentKey!)));
        if (dropped.Count > 0)
        {
            await ConstraintStore.DeleteAsync(tx, dropped, ct);
        }

        return dropped.Count > 0;
    }
}
