namespace Metastore.Locks;

internal sealed class LockService
{
}
