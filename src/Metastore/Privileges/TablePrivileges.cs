using Metastore.Storage;

namespace Metastore.Privileges;

/// <summary>The privileges that come with a table when it is made.</summary>
internal static class TablePrivileges
{
    /// <summary>Stores what the client has put into <c>Table.privileges</c> as grants of SQL's kind; engines give the owner's this way.</summary>
    /// <remarks>Hive <c>ObjectStore.createTable</c>. Clients don't get the field back.</remarks>
    public static Task AddAsync(Tx tx, Ids ids, long tableId, PrincipalPrivilegeSet? privileges, CancellationToken ct)
    {
        var rows = Rows(privileges?.UserPrivileges, PrincipalType.USER)
            .Concat(Rows(privileges?.GroupPrivileges, PrincipalType.GROUP))
            .Concat(Rows(privileges?.RolePrivileges, PrincipalType.ROLE))
            .ToList();
        return rows.Count == 0 ? Task.CompletedTask : PrivilegeStore.AddAsync(tx, rows, ct);

        IEnumerable<PrivilegeRow> Rows(Dictionary<string, List<PrivilegeGrantInfo>>? grants, PrincipalType type) =>
            from grant in grants ?? []
            from info in grant.Value ?? []
            select new PrivilegeRow
            {
                Id = ids.Next(),
                ObjectType = HiveObjectType.TABLE,
                TableId = tableId,
                PrincipalType = type,
                Principal = grant.Key,
                Privilege = info.Privilege ?? "",
                Grantor = info.Grantor,
                GrantorType = info.GrantorType,
                GrantOption = info.GrantOption,
                Created = tx.Now,
                Authorizer = "SQL",
            };
    }
}
