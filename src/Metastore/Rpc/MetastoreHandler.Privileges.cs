namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<bool> create_role(Role? role, CancellationToken cancellationToken = default) => roles.CreateAsync(role, cancellationToken);

    public Task<bool> drop_role(string? role_name, CancellationToken cancellationToken = default) => roles.DropAsync(role_name, cancellationToken);

    public Task<List<string>> get_role_names(CancellationToken cancellationToken = default) => roles.ListNamesAsync(cancellationToken);

    public Task<bool> grant_role(string? role_name, string? principal_name, PrincipalType principal_type, string? grantor, PrincipalType grantorType, bool grant_option, CancellationToken cancellationToken = default) => roles.GrantAsync(new() { RoleName = role_name, PrincipalName = principal_name, PrincipalType = principal_type, Grantor = grantor, GrantorType = grantorType, GrantOption = grant_option }, cancellationToken);

    public Task<bool> revoke_role(string? role_name, string? principal_name, PrincipalType principal_type, CancellationToken cancellationToken = default) => roles.RevokeAsync(new() { RoleName = role_name, PrincipalName = principal_name, PrincipalType = principal_type }, cancellationToken);

    public Task<List<Role>> list_roles(string? principal_name, PrincipalType principal_type, CancellationToken cancellationToken = default) => roles.ListAsync(principal_name, principal_type, cancellationToken);

    public Task<GrantRevokeRoleResponse> grant_revoke_role(GrantRevokeRoleRequest? request, CancellationToken cancellationToken = default) => roles.ChangeAsync(request, cancellationToken);

    public Task<GetPrincipalsInRoleResponse> get_principals_in_role(GetPrincipalsInRoleRequest? request, CancellationToken cancellationToken = default) => roles.ListPrincipalsAsync(request, cancellationToken);

    public Task<GetRoleGrantsForPrincipalResponse> get_role_grants_for_principal(GetRoleGrantsForPrincipalRequest? request, CancellationToken cancellationToken = default) => roles.ListGrantsAsync(request, cancellationToken);

    public Task<PrincipalPrivilegeSet> get_privilege_set(HiveObjectRef? hiveObject, string? user_name, List<string>? group_names, CancellationToken cancellationToken = default) => privileges.GetSetAsync(hiveObject, user_name, group_names, cancellationToken);

    public Task<List<HiveObjectPrivilege>> list_privileges(string? principal_name, PrincipalType principal_type, HiveObjectRef? hiveObject, CancellationToken cancellationToken = default) => privileges.ListAsync(principal_name, principal_type, hiveObject, cancellationToken);

    public Task<bool> grant_privileges(PrivilegeBag? privileges, CancellationToken cancellationToken = default) => grantPrivileges.GrantAsync(privileges, cancellationToken);

    public Task<bool> revoke_privileges(PrivilegeBag? privileges, CancellationToken cancellationToken = default) => grantPrivileges.RevokeAsync(privileges, grantOptionOnly: false, cancellationToken);

    public Task<GrantRevokePrivilegeResponse> grant_revoke_privileges(GrantRevokePrivilegeRequest? request, CancellationToken cancellationToken = default) => grantPrivileges.ChangeAsync(request, cancellationToken);

    public Task<GrantRevokePrivilegeResponse> refresh_privileges(HiveObjectRef? objToRefresh, string? authorizer, GrantRevokePrivilegeRequest? grantRequest, CancellationToken cancellationToken = default) => grantPrivileges.RefreshAsync(objToRefresh, authorizer, grantRequest, cancellationToken);
}
