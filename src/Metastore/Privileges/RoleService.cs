namespace Metastore.Privileges;

internal sealed class RoleService
{
}
