using Metastore.Storage;

namespace Metastore.Privileges;

/// <summary>Rows of roles and of who has them. Names of roles and principals are compared as they are.</summary>
internal static class RoleStore
{
    public static Task<List<string>> ListNamesAsync(Tx tx, CancellationToken ct) => tx.QueryAsync<string>("SELECT name FROM roles ORDER BY name", null, ct);

    public static async Task<bool> ExistsAsync(Tx tx, string name, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<long?>("SELECT 1 FROM roles WHERE name = @name", new { name }, ct) is not null;

    /// <summary>Adds the role; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, RoleRow row, CancellationToken ct) => await tx.ExecuteAsync(
        "INSERT INTO roles (name, owner, created) VALUES (@Name, @Owner, @Created) ON CONFLICT DO NOTHING", row, ct) == 1;

    /// <summary>Removes a role and, with it, that others have it, and that it has others.</summary>
    public static async Task DeleteAsync(Tx tx, string name, CancellationToken ct)
    {
        await tx.ExecuteAsync(
            "DELETE FROM role_grants WHERE principal_type = @type AND principal = @name", new { type = (long)PrincipalType.ROLE, name }, ct);
        await tx.ExecuteAsync("DELETE FROM roles WHERE name = @name", new { name }, ct);
    }

    /// <summary>The roles that were granted to a principal itself, by name.</summary>
    public static Task<List<RoleRow>> ListOfAsync(Tx tx, PrincipalType type, string principal, CancellationToken ct) => tx.QueryAsync<RoleRow>(
        """
        SELECT r.name, r.owner, r.created
        FROM role_grants g
        JOIN roles r ON r.name = g.role
        WHERE g.principal_type = @type AND g.principal = @principal
        ORDER BY r.name
        """,
        new { type = (long)type, principal },
        ct);

    /// <summary>The names of all roles that a user and groups have, directly or by way of other roles.</summary>
    public static Task<List<string>> ListAllOfAsync(Tx tx, string? user, IEnumerable<string> groups, CancellationToken ct) => tx.QueryAsync<string>(
        $"""
        WITH RECURSIVE held (role) AS (
            SELECT role FROM role_grants WHERE principal_type = @userType AND principal = @user
            UNION
            SELECT role FROM role_grants WHERE principal_type = @groupType AND principal {tx.Dialect.AnyOf("groups")}
            UNION
            SELECT g.role FROM role_grants g JOIN held h ON g.principal = h.role WHERE g.principal_type = @roleType
        )
        SELECT role FROM held
        """,
        new
        {
            user,
            groups = tx.Dialect.List(groups),
            userType = (long)PrincipalType.USER,
            groupType = (long)PrincipalType.GROUP,
            roleType = (long)PrincipalType.ROLE,
        },
        ct);

    /// <summary>Whether a role is another one, or has it, directly or by way of others.</summary>
    public static async Task<bool> HasAsync(Tx tx, string role, string other, CancellationToken ct) => await tx.SingleOrDefaultAsync<long?>(
        """
        WITH RECURSIVE held (role) AS (
            SELECT name FROM roles WHERE name = @role
            UNION
            SELECT g.role FROM role_grants g JOIN held h ON g.principal = h.role WHERE g.principal_type = @roleType
        )
        SELECT 1 FROM held WHERE role = @other
        """,
        new { role, other, roleType = (long)PrincipalType.ROLE },
        ct) is not null;

    public static Task<List<RoleGrantRow>> ListGrantsToAsync(Tx tx, PrincipalType type, string principal, CancellationToken ct) => tx.QueryAsync<RoleGrantRow>(
        """
        SELECT principal_type, principal, role, grantor, grantor_type, grant_option, created
        FROM role_grants
        WHERE principal_type = @type AND principal = @principal
        ORDER BY role
        """,
        new { type = (long)type, principal },
        ct);

    public static Task<List<RoleGrantRow>> ListGrantsOfAsync(Tx tx, string role, CancellationToken ct) => tx.QueryAsync<RoleGrantRow>(
        """
        SELECT principal_type, principal, role, grantor, grantor_type, grant_option, created
        FROM role_grants
        WHERE role = @role
        ORDER BY principal_type, principal
        """,
        new { role },
        ct);

    public static Task<RoleGrantRow?> FindGrantAsync(Tx tx, string role, PrincipalType type, string principal, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<RoleGrantRow>(
            """
            SELECT principal_type, principal, role, grantor, grantor_type, grant_option, created
            FROM role_grants
            WHERE principal_type = @type AND principal = @principal AND role = @role
            """,
            new { role, type = (long)type, principal },
            ct);

    /// <summary>Grants the role; false if the principal has it already.</summary>
    public static async Task<bool> AddGrantAsync(Tx tx, RoleGrantRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO role_grants (principal_type, principal, role, grantor, grantor_type, grant_option, created)
        VALUES (@type, @Principal, @Role, @Grantor, @grantorType, @option, @Created)
        ON CONFLICT DO NOTHING
        """,
        new
        {
            type = (long)row.PrincipalType,
            row.Principal,
            row.Role,
            row.Grantor,
            grantorType = (long)row.GrantorType,
            option = row.GrantOption ? 1L : 0L,
            row.Created,
        },
        ct) == 1;

    public static Task TakeGrantOptionAsync(Tx tx, RoleGrantRow row, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE role_grants SET grant_option = 0 WHERE principal_type = @type AND principal = @Principal AND role = @Role",
        new { type = (long)row.PrincipalType, row.Principal, row.Role },
        ct);

    public static Task DeleteGrantAsync(Tx tx, RoleGrantRow row, CancellationToken ct) => tx.ExecuteAsync(
        "DELETE FROM role_grants WHERE principal_type = @type AND principal = @Principal AND role = @Role",
        new { type = (long)row.PrincipalType, row.Principal, row.Role },
        ct);
}
