using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Privileges;

/// <summary>Tells who may do what. Nothing here is enforced: that is the engines' part.</summary>
internal sealed class PrivilegeService(Db db)
{
    /// <summary>
    /// Privileges on an object, of one principal or of everybody. An object without a kind stands for all objects, one without a
    /// database for all of its kind (<c>HMSHandler.list_privileges</c>).
    /// </summary>
    /// <exception cref="NoSuchObjectException">There is no table for the partition: undeclared, as in Hive.</exception>
    public Task<List<HiveObjectPrivilege>> ListAsync(string? principal, PrincipalType type, HiveObjectRef? reference, CancellationToken ct)
    {
        var on = reference ?? throw Errors.Internal();
        return db.ReadAsync(
            async tx =>
            {
                HiveObjectType? kind = on.__isset.objectType ? on.ObjectType : null;
                var isOneObject = kind is HiveObjectType.GLOBAL || (kind is not null && on.DbName is not null);
                var rows = isOneObject
                    ? (await PrivilegeStore.ListAsync(tx, await PrivilegeObject.ReadAsync(tx, on, ct) ?? throw Missing(on), ct)).FindAll(row => IsOf(row, principal, type))
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
                var rows = await ListOnAsync(tx, on, ct);
                if (on.ObjectType == HiveObjectType.GLOBAL)
                {
                    return PrivilegeSets.OfEverywhere(rows, user, groups ?? []);
                }

                var roles = await RoleStore.ListAllOfAsync(tx, user, groups ?? [], ct);
                return PrivilegeSets.OfObject(rows, user, groups ?? [], roles);
            },
            ct);
    }

    private static bool IsOf(PrivilegeRow row, string? principal, PrincipalType type) =>
        principal is null || (row.PrincipalType == type && row.Principal == principal);

    // A partition without values is none, and nobody has a privilege on it.
    private static async Task<List<PrivilegeRow>> ListOnAsync(Tx tx, HiveObjectRef on, CancellationToken ct) =>
        on is { ObjectType: HiveObjectType.PARTITION, PartValues: not { Count: > 0 } }
            ? []
            : await PrivilegeStore.ListAsync(tx, await PrivilegeObject.ReadAsync(tx, on, ct) ?? throw Errors.Meta(Missing(on).Message!), ct);

    private static NoSuchObjectException Missing(HiveObjectRef on) => Errors.NoSuchTable(TableName.From(on.CatName, on.DbName, on.ObjectName));
}
