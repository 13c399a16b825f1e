using Metastore.Storage;
using Microsoft.Extensions.Options;

namespace Metastore.Privileges;

/// <summary>Roles, and who has them. Every user has the role <c>public</c> without it being stored.</summary>
internal sealed class RoleService(Db db, Ids ids, IOptions<PrivilegeOptions> options)
{
    public const string Admin = "admin";
    public const string Public = "public";

    /// <summary>Makes the roles that Hive has, and gives the configured users the role <c>admin</c> (<c>HMSHandler.createDefaultRoles</c>, <c>addAdminUsers</c>).</summary>
    public Task EnsureDefaultsAsync(CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            await RoleStore.AddAsync(tx, new() { Name = Public, Owner = Public, Created = tx.Now }, ct);
            if (await RoleStore.AddAsync(tx, new() { Name = Admin, Owner = Admin, Created = tx.Now }, ct))
            {
                await PrivilegeStore.AddAsync(tx, [PrivilegeRow.OfAdmin(ids.Next(), tx.Now)], ct);
            }

            foreach (var user in options.Value.AdminUsers.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                await RoleStore.AddGrantAsync(tx, Grant(Admin, user, PrincipalType.USER, Admin, PrincipalType.ROLE, true, tx.Now), ct);
            }
        },
        ct);

    /// <summary>All names, ascending.</summary>
    public Task<List<string>> ListNamesAsync(CancellationToken ct) => db.ReadAsync(tx => RoleStore.ListNamesAsync(tx, ct), ct);

    /// <exception cref="MetaException">There is one of that name, or it is <c>public</c>.</exception>
    public async Task<bool> CreateAsync(Role? role, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(role);
        var name = role.RoleName ?? throw Errors.Meta("Role name cannot be null.");
        if (name == Public)
        {
            throw Errors.Meta("public role implicitly exists. It can't be created.");
        }

        return await db.InTransactionAsync(tx => RoleStore.AddAsync(tx, new() { Name = name, Owner = role.OwnerName, Created = tx.Now }, ct), ct)
            ? true
            : throw AccessErrors.InvalidObject($"Role {name} already exists.");
    }

    /// <summary>Removes a role with everything granted to it. One that is not there is no error.</summary>
    /// <exception cref="MetaException">It is one of Hive's own.</exception>
    public async Task<bool> DropAsync(string? name, CancellationToken ct)
    {
        if (name is Admin or Public)
        {
            throw Errors.Meta("public,admin roles can't be dropped.");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                await PrivilegeStore.DeleteOfRoleAsync(tx, name ?? "", ct);
                await RoleStore.DeleteAsync(tx, name ?? "", ct);
            },
            ct);
        return true;
    }

    /// <summary>Gives a role to a user, a group or another role (<c>HMSHandler.grant_role</c>).</summary>
    /// <exception cref="MetaException">There is no such role, the principal has it, or the role would come to have itself.</exception>
    public async Task<bool> GrantAsync(GrantRevokeRoleRequest request, CancellationToken ct)
    {
        var (role, principal) = Names(request);
        if (role == Public)
        {
            throw Errors.Meta("No user can be added to public. Since all users implicitly belong to public role.");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                await RequireRoleAsync(tx, role, ct);
                await RequireAcyclicAsync(tx, role, request.PrincipalType, principal, ct);
                var grant = Grant(role, principal, request.PrincipalType, request.Grantor, request.GrantorType, request.GrantOption, tx.Now);
                if (!await RoleStore.AddGrantAsync(tx, grant, ct))
                {
                    throw AccessErrors.InvalidObject($"Principal {principal} already has the role {role}");
                }
            },
            ct);
        return true;
    }

    /// <summary>Takes a role, or only the right to grant it further, from a principal. One that hasn't got it is no error.</summary>
    /// <exception cref="MetaException">There is no such role, or the principal may not grant it anyway.</exception>
    public async Task<bool> RevokeAsync(GrantRevokeRoleRequest request, CancellationToken ct)
    {
        var (role, principal) = Names(request);
        if (role == Public)
        {
            throw Errors.Meta("public role can't be revoked.");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                await RequireRoleAsync(tx, role, ct);
                if (await RoleStore.FindGrantAsync(tx, role, request.PrincipalType, principal, ct) is { } grant)
                {
                    await RevokeAsync(tx, grant, request.GrantOption, ct);
                }
            },
            ct);
        return true;
    }

    /// <summary>Grants or revokes, as the request says.</summary>
    public async Task<GrantRevokeRoleResponse> ChangeAsync(GrantRevokeRoleRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Success = request.RequestType switch
            {
                GrantRevokeType.GRANT => await GrantAsync(request, ct),
                GrantRevokeType.REVOKE => await RevokeAsync(request, ct),
                _ => throw Errors.Meta($"Unknown request type {request.RequestType}"),
            },
        };
    }

    /// <summary>The roles that were granted to a principal itself; a user's end with <c>public</c>.</summary>
    public async Task<List<Role>> ListAsync(string? principal, PrincipalType type, CancellationToken ct)
    {
        var rows = await db.ReadAsync(tx => RoleStore.ListOfAsync(tx, type, principal ?? "", ct), ct);
        var roles = rows.ConvertAll(row => row.ToRole());
        if (type == PrincipalType.USER)
        {
            roles.Add(new() { RoleName = Public, OwnerName = Public, CreateTime = 0 });
        }

        return roles;
    }

    /// <summary>Who has a role; nobody is listed for <c>public</c>, which everybody has.</summary>
    public async Task<GetPrincipalsInRoleResponse> ListPrincipalsAsync(GetPrincipalsInRoleRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var rows = await db.ReadAsync(tx => RoleStore.ListGrantsOfAsync(tx, request.RoleName, ct), ct);
        return new(rows.ConvertAll(row => row.ToGrant()));
    }

    /// <summary>As <see cref="ListAsync"/>, with who granted them and when.</summary>
    public async Task<GetRoleGrantsForPrincipalResponse> ListGrantsAsync(GetRoleGrantsForPrincipalRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (principal, type) = (request.Principal_name, request.Principal_type);
        var rows = await db.ReadAsync(tx => RoleStore.ListGrantsToAsync(tx, type, principal, ct), ct);
        var grants = rows.ConvertAll(row => row.ToGrant());
        if (type == PrincipalType.USER)
        {
            grants.Add(new() { RoleName = Public, PrincipalName = principal, PrincipalType = type, GrantOption = false, GrantTime = 0 });
        }

        return new(grants);
    }

    private static (string Role, string Principal) Names(GrantRevokeRoleRequest request)
    {
        AccessErrors.RequireKnown(request.PrincipalType);
        return (
            request.RoleName ?? throw Errors.Meta("Role name cannot be null."),
            request.PrincipalName ?? throw Errors.Meta("Principal name cannot be null."));
    }

    private static async Task RequireRoleAsync(Tx tx, string role, CancellationToken ct)
    {
        if (!await RoleStore.ExistsAsync(tx, role, ct))
        {
            throw AccessErrors.NoSuchObject($"{role} role can not be found.");
        }
    }

    private static async Task RequireAcyclicAsync(Tx tx, string role, PrincipalType type, string principal, CancellationToken ct)
    {
        if (type != PrincipalType.ROLE)
        {
            return;
        }

        if (await RoleStore.HasAsync(tx, role, principal, ct))
        {
            throw Errors.Meta($"Cannot grant role {principal} to {role} as {role} already belongs to the role {principal}. (no cycles allowed)");
        }

        if (!await RoleStore.ExistsAsync(tx, principal, ct))
        {
            throw AccessErrors.NoSuchObject($"Role {principal} does not exist");
        }
    }

    private static Task RevokeAsync(Tx tx, RoleGrantRow grant, bool grantOptionOnly, CancellationToken ct)
    {
        if (!grantOptionOnly)
        {
            return RoleStore.DeleteGrantAsync(tx, grant, ct);
        }

        return grant.GrantOption
            ? RoleStore.TakeGrantOptionAsync(tx, grant, ct)
            : throw Errors.Meta($"User {grant.Principal} does not have grant option with role {grant.Role}");
    }

    private static RoleGrantRow Grant(
        string role, string principal, PrincipalType type, string? grantor, PrincipalType grantorType, bool grantOption, int now) => new()
        {
            Role = role,
            Principal = principal,
            PrincipalType = type,
            Grantor = grantor,
            GrantorType = grantorType,
            GrantOption = grantOption,
            Created = now,
        };
}
