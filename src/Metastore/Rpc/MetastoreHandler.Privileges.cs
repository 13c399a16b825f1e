namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<bool> create_role(Role? role, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("create_role");

    public Task<bool> drop_role(string? role_name, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("drop_role");

    public Task<List<string>> get_role_names(CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_role_names");

    public Task<bool> grant_role(string? role_name, string? principal_name, PrincipalType principal_type, string? grantor, PrincipalType grantorType, bool grant_option, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("grant_role");

    public Task<bool> revoke_role(string? role_name, string? principal_name, PrincipalType principal_type, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("revoke_role");

    public Task<List<Role>> list_roles(string? principal_name, PrincipalType principal_type, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("list_roles");

    public Task<GrantRevokeRoleResponse> grant_revoke_role(GrantRevokeRoleRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("grant_revoke_role");

    public Task<GetPrincipalsInRoleResponse> get_principals_in_role(GetPrincipalsInRoleRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_principals_in_role");

    public Task<GetRoleGrantsForPrincipalResponse> get_role_grants_for_principal(GetRoleGrantsForPrincipalRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_role_grants_for_principal");

    public Task<PrincipalPrivilegeSet> get_privilege_set(HiveObjectRef? hiveObject, string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("get_privilege_set");

    public Task<List<HiveObjectPrivilege>> list_privileges(string? principal_name, PrincipalType principal_type, HiveObjectRef? hiveObject, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("list_privileges");

    public Task<bool> grant_privileges(PrivilegeBag? privileges, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("grant_privileges");

    public Task<bool> revoke_privileges(PrivilegeBag? privileges, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("revoke_privileges");

    public Task<GrantRevokePrivilegeResponse> grant_revoke_privileges(GrantRevokePrivilegeRequest? request, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("grant_revoke_privileges");

    public Task<GrantRevokePrivilegeResponse> refresh_privileges(HiveObjectRef? objToRefresh, string? authorizer, GrantRevokePrivilegeRequest? grantRequest, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("refresh_privileges");
}
