namespace Metastore.Privileges;

/// <summary>That a user, a group or a role has a role.</summary>
internal sealed record RoleGrantRow
{
    public required string Role { get; init; }

    public required PrincipalType PrincipalType { get; init; }

    public required string Principal { get; init; }

    public string? Grantor { get; init; }

    public required PrincipalType GrantorType { get; init; }

    public required bool GrantOption { get; init; }

    /// <summary>In seconds since 1970.</summary>
    public required long Created { get; init; }

    public RolePrincipalGrant ToGrant()
    {
        var grant = new RolePrincipalGrant
        {
            RoleName = Role,
            PrincipalName = Principal,
            PrincipalType = PrincipalType,
            GrantOption = GrantOption,
            GrantTime = (int)Created,
            GrantorName = Grantor,
        };
        if (Grantor is not null)
        {
            grant.GrantorPrincipalType = GrantorType;
        }

        return grant;
    }
}
