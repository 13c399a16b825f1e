namespace Metastore.Tables;

internal sealed class TableService
{
}
