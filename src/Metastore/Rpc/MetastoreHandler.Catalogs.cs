namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_catalog(CreateCatalogRequest? catalog, CancellationToken cancellationToken = default) =>
        catalogs.CreateAsync(catalog?.Catalog, session, cancellationToken);

    public Task alter_catalog(AlterCatalogRequest? rqst, CancellationToken cancellationToken = default) =>
        catalogs.AlterAsync(rqst?.Name, rqst?.NewCat, cancellationToken);

    public async Task<GetCatalogResponse> get_catalog(GetCatalogRequest? catName, CancellationToken cancellationToken = default) =>
        new() { Catalog = await catalogs.GetAsync(catName?.Name, cancellationToken) };

    public async Task<GetCatalogsResponse> get_catalogs(CancellationToken cancellationToken = default) =>
        new() { Names = await catalogs.ListAsync(cancellationToken) };

    public Task drop_catalog(DropCatalogRequest? catName, CancellationToken cancellationToken = default) =>
        catalogs.DropAsync(catName?.Name, cancellationToken);
}
