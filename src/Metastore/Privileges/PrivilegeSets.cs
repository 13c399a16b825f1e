namespace Metastore.Privileges;

/// <summary>Makes Hive's sets of privileges, by principal, of rows about one object.</summary>
internal static class PrivilegeSets
{
    /// <summary>What holds everywhere: only who has something is there, and roles are not.</summary>
    public static PrincipalPrivilegeSet OfEverywhere(IEnumerable<PrivilegeRow> rows, string? user, List<string> groups)
    {
        var set = new PrincipalPrivilegeSet();
        if (user is not null && ByPrincipal(rows, PrincipalType.USER, [user]) is var own && own[user].Count > 0)
        {
            set.UserPrivileges = own;
        }

        if (groups.Count > 0)
        {
            set.GroupPrivileges = ByPrincipal(rows, PrincipalType.GROUP, groups).Where(pair => pair.Value.Count > 0).ToDictionary();
        }

        return set;
    }

    /// <summary>What holds on an object: the user, the groups and the roles are all there; a user has <c>public</c> besides the roles given.</summary>
    public static PrincipalPrivilegeSet OfObject(IReadOnlyCollection<PrivilegeRow> rows, string? user, List<string> groups, IEnumerable<string> roles)
    {
        var set = new PrincipalPrivilegeSet();
        List<string> all = [.. roles];
        if (user is not null)
        {
            set.UserPrivileges = ByPrincipal(rows, PrincipalType.USER, [user]);
            all.Add(RoleService.Public);
        }

        if (groups.Count > 0)
        {
            set.GroupPrivileges = ByPrincipal(rows, PrincipalType.GROUP, groups);
        }

        if (all.Count > 0)
        {
            set.RolePrivileges = ByPrincipal(rows, PrincipalType.ROLE, all);
        }

        return set;
    }

    private static Dictionary<string, List<PrivilegeGrantInfo>> ByPrincipal(IEnumerable<PrivilegeRow> rows, PrincipalType type, IEnumerable<string> names) =>
        names.Distinct().ToDictionary(
            name => name,
            name => rows.Where(row => row.PrincipalType == type && row.Principal == name).Select(row => row.ToGrantInfo()).ToList());
}
