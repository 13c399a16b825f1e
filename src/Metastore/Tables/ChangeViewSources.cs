using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>Says anew what a materialized view was made from, and when (<c>HMSHandler.update_creation_metadata</c>).</summary>
internal sealed class ChangeViewSources(Db db)
{
    /// <exception cref="MetaException">There is no such view, or no such table that it is made from.</exception>
    public async Task RunAsync(string? catalog, string? database, string? table, CreationMetadata? given, CancellationToken ct)
    {
        var making = given ?? throw Errors.Internal();
        var name = TableName.From(catalog, database, table);
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.Meta($"{name} table not found");
                var view = row.ToTable();
                var sources = new List<long>();
                view.CreationMetadata = await ViewSources.ResolveAsync(tx, name, making, sources, ct);
                await TableStore.UpdateAsync(tx, TableRow.From(row.Id, row.DatabaseId, view) with { Version = row.Version }, ct);
                await ViewSourceStore.ReplaceAsync(tx, row.Id, sources, ct);
            },
            ct);
    }
}
