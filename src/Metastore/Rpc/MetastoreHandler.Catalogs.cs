namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task create_catalog(CreateCatalogRequest? catalog, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_catalog");

    public Task alter_catalog(AlterCatalogRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("alter_catalog");

    public Task<GetCatalogResponse> get_catalog(GetCatalogRequest? catName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_catalog");

    public Task<GetCatalogsResponse> get_catalogs(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_catalogs");

    public Task drop_catalog(DropCatalogRequest? catName, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_catalog");
}
