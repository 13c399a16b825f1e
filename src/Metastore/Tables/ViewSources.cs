using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>The tables that a materialized view is made from: they are kept by id, follow renames and can't be dropped.</summary>
internal static class ViewSources
{
    /// <summary>What is known of a view's making, as clients get it; the ids of its sources in <paramref name="sources"/>.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <remarks>Hive <c>ObjectStore.convertToMCreationMetadata</c> and back.</remarks>
    public static async Task<CreationMetadata> ResolveAsync(Tx tx, TableName view, CreationMetadata given, List<long> sources, CancellationToken ct)
    {
        var resolved = new CreationMetadata
        {
            CatName = view.Catalog,
            DbName = view.Database,
            TblName = view.Table,
            TablesUsed = [],
            ValidTxnList = given.ValidTxnList,
            MaterializationTime = tx.NowMillis,
            SourceTables = [],
        };
        foreach (var name in NamesOf(view, given).Distinct())
        {
            var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchTable(name);
            var counts = given.SourceTables?.Find(source => TableName.From(view.Catalog, source.Table?.DbName, source.Table?.TableName) == name);
            sources.Add(row.Id);
            resolved.TablesUsed.Add($"{name.Database}.{name.Table}");
            resolved.SourceTables.Add(Source(row, counts));
        }

        return resolved;
    }

    /// <exception cref="MetaException">A materialized view is made from the table.</exception>
    public static async Task RequireUnusedAsync(Tx tx, long tableId, CancellationToken ct) =>
        RequireNone(await ViewSourceStore.ListViewsAsync(tx, tableId, ct));

    /// <exception cref="MetaException">A materialized view of another database is made from a table of this one.</exception>
    public static async Task RequireUnusedElsewhereAsync(Tx tx, long databaseId, CancellationToken ct) =>
        RequireNone(await ViewSourceStore.ListViewsElsewhereAsync(tx, databaseId, ct));

    /// <summary>Puts the table's new name into what the views that are made from it tell about their making.</summary>
    public static async Task RenameAsync(Tx tx, TableName old, TableRow renamed, CancellationToken ct)
    {
        foreach (var row in await ViewSourceStore.ListViewsAsync(tx, renamed.Id, ct))
        {
            var view = row.ToTable();
            var making = view.CreationMetadata!;
            making.TablesUsed = [.. making.TablesUsed!.Select(used => used == $"{old.Database}.{old.Table}" ? $"{renamed.Database}.{renamed.Name}" : used)];
            making.SourceTables = making.SourceTables?.ConvertAll(source => source.Table?.Id == renamed.Id ? Source(renamed, source) : source);
            await TableStore.UpdateAsync(tx, TableRow.From(row.Id, row.DatabaseId, view) with { Version = row.Version }, ct);
        }
    }

    private static SourceTable Source(TableRow row, SourceTable? counts)
    {
        var table = row.ToTable();
        table.CreationMetadata = null;
        return new()
        {
            Table = table,
            InsertedCount = counts?.InsertedCount ?? 0,
            UpdatedCount = counts?.UpdatedCount ?? 0,
            DeletedCount = counts?.DeletedCount ?? 0,
        };
    }

    private static IEnumerable<TableName> NamesOf(TableName view, CreationMetadata given)
    {
        foreach (var used in given.TablesUsed ?? [])
        {
            var dot = used.LastIndexOf('.');
            var database = dot < 0 ? view.Database : used[(used.LastIndexOf('.', Math.Max(dot - 1, 0)) + 1)..dot];
            yield return TableName.From(view.Catalog, database, used[(dot + 1)..]);
        }

        foreach (var source in given.SourceTables ?? [])
        {
            yield return TableName.From(view.Catalog, source.Table?.DbName, source.Table?.TableName);
        }
    }

    private static void RequireNone(List<TableRow> views)
    {
        if (views.Count > 0)
        {
            throw Errors.Meta(
                $"Cannot drop table as it is used in the following materialized views [{string.Join(", ", views.Select(view => $"{view.Database}.{view.Name}"))}]\n");
        }
    }
}
