namespace Metastore.Types;

internal sealed class TypeService
{
}
