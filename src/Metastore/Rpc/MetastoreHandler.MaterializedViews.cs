namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<List<Table>> get_all_materialized_view_objects_for_rewriting(CancellationToken cancellationToken = default) =>
        materializedViews.ListAllForRewritingAsync(cancellationToken);

    public Task<List<string>> get_materialized_views_for_rewriting(string? db_name, CancellationToken cancellationToken = default) =>
        materializedViews.ListForRewritingAsync(db_name, cancellationToken);

    public Task update_creation_metadata(string? catName, string? dbname, string? tbl_name, CreationMetadata? creation_metadata, CancellationToken cancellationToken = default) =>
        changeViewSources.RunAsync(catName, dbname, tbl_name, creation_metadata, cancellationToken);
}
