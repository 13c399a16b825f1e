namespace Metastore.Privileges;

/// <summary>Who may do everything from the beginning.</summary>
internal sealed class PrivilegeOptions
{
    public const string Section = "Privileges";

    /// <summary>Users who get the role <c>admin</c> at start-up, separated by commas (Hive's metastore.users.in.admin.role). Default: none.</summary>
    public string AdminUsers { get; init; } = "";
}
