namespace Metastore.Functions;

internal sealed class FunctionService
{
}
