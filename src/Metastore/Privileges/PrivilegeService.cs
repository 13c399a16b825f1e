namespace Metastore.Privileges;

internal sealed class PrivilegeService
{
}
