using Metastore.Storage;

namespace Metastore.Privileges;

/// <summary>Tells who may do what. Nothing here is enforced: that is the engines' part.</summary>
internal sealed class PrivilegeService(Db db)
{
    /// <summary>
    /// Privileges on an object, of one principal or of everybody. An object without a kind stands for all objects, one without a
    /// database for all of its kind (<c>HMSHandler.list_privileges</c>).
    /// </summary>
    public Task<List<HiveObjectPrivilege>> ListAsync(string? principal, PrincipalType type, HiveObjectRef? reference, CancellationToken ct)
    {
        var on = reference ?? throw Errors.Internal();
        return db.ReadAsync(
            async tx =>
            {
                HiveObjectType? kind = on.__isset.objectType ? on.ObjectType : null;
                var isOneObject = kind is HiveObjectType.GLOBAL || (kind is not null && on.DbName is not null);
                var rows = isOneObject
                    ? (await PrivilegeStore.ListAsync(tx, await FindAsync(tx, on, ct), ct)).FindAll(row => IsOf(row, principal, type))
                    : await PrivilegeStore.ListAllAsync(tx, principal ?? "", type, kind, ct);
                return rows.ConvertAll(row => row.ToPrivilege());
            },
            ct);
    }

    /// <summary>
    /// The privileges of a user, of groups and of all roles they have, on one object. Who has none is there with an empty list, save
    /// for privileges that hold everywhere, where roles are not looked at (<c>HMSHandler.get_privilege_set</c>).
    /// </summary>
    public Task<PrincipalPrivilegeSet> GetSetAsync(HiveObjectRef? reference, string? user, List<string>? groups, CancellationToken ct)
    {
        var on = reference ?? throw Errors.Internal();
        return db.ReadAsync(
            async tx =>
            {
                var rows = await PrivilegeStore.ListAsync(tx, await FindAsync(tx, on, ct), ct);
                if (on.ObjectType == HiveObjectType.GLOBAL)
                {
                    return GlobalSet(rows, user, groups ?? []);
                }

                var roles = await RoleStore.ListAllOfAsync(tx, user, groups ?? [], ct);
                return Set(rows, user, groups ?? [], user is null ? roles : [.. roles, RoleService.Public]);
            },
            ct);
    }

    private static bool IsOf(PrivilegeRow row, string? principal, PrincipalType type) =>
        principal is null || (row.PrincipalType == type && row.Principal == principal);

    private static async Task<PrivilegeObject> FindAsync(Tx tx, HiveObjectRef reference, CancellationToken ct) =>
        await PrivilegeObject.ReadAsync(tx, reference, ct)
        ?? throw Errors.Meta($"NoSuchObjectException(message:{reference.DbName}.{reference.ObjectName} table not found)");

    private static PrincipalPrivilegeSet GlobalSet(List<PrivilegeRow> rows, string? user, List<string> groups)
    {
        var set = new PrincipalPrivilegeSet();
        if (user is not null && Of(rows, PrincipalType.USER, user) is { Count: > 0 } own)
        {
            set.UserPrivileges = new() { [user] = own };
        }

        if (groups.Count > 0)
        {
            set.GroupPrivileges = ByPrincipal(rows, PrincipalType.GROUP, groups).Where(pair => pair.Value.Count > 0).ToDictionary();
        }

        return set;
    }

    private static PrincipalPrivilegeSet Set(List<PrivilegeRow> rows, string? user, List<string> groups, List<string> roles) => new()
    {
        UserPrivileges = user is null ? null : ByPrincipal(rows, PrincipalType.USER, [user]),
        GroupPrivileges = groups.Count == 0 ? null : ByPrincipal(rows, PrincipalType.GROUP, groups),
        RolePrivileges = roles.Count == 0 ? null : ByPrincipal(rows, PrincipalType.ROLE, roles),
    };

    private static Dictionary<string, List<PrivilegeGrantInfo>> ByPrincipal(List<PrivilegeRow> rows, PrincipalType type, IEnumerable<string> names) =>
        names.Distinct().ToDictionary(name => name, name => Of(rows, type, name));

    private static List<PrivilegeGrantInfo> Of(List<PrivilegeRow> rows, PrincipalType type, string principal) =>
        rows.FindAll(row => row.PrincipalType == type && row.Principal == principal).ConvertAll(row => row.ToGrantInfo());
}
