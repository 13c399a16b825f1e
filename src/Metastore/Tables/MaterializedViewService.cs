namespace Metastore.Tables;

internal sealed class MaterializedViewService
{
}
