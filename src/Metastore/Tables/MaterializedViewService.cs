using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>Materialized views: tables that remember which tables they were made from.</summary>
internal sealed class MaterializedViewService(Db db)
{
    private const string Type = "MATERIALIZED_VIEW";

    /// <summary>Names of a database's materialized views that queries may be rewritten to, ascending.</summary>
    public async Task<List<string>> ListForRewritingAsync(string? database, CancellationToken ct)
    {
        var views = await db.ReadAsync(tx => TableStore.ListByTypeAsync(tx, DatabaseName.Parse(database), Type, ct), ct);
        return [.. views.Where(view => view.ToTable().RewriteEnabled).Select(view => view.Name)];
    }

    /// <summary>All materialized views of the catalog <c>hive</c> that queries may be rewritten to.</summary>
    public async Task<List<Table>> ListAllForRewritingAsync(CancellationToken ct)
    {
        var views = await db.ReadAsync(tx => TableStore.ListByTypeAsync(tx, CatalogName.Default, Type, ct), ct);
        return [.. views.Select(view => view.ToTable()).Where(view => view.RewriteEnabled)];
    }
}
