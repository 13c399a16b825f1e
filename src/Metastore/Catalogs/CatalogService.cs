namespace Metastore.Catalogs;

internal sealed class CatalogService
{
}
