namespace Metastore.Privileges;

/// <summary>A stored role.</summary>
internal sealed record RoleRow
{
    public required string Name { get; init; }

    public string? Owner { get; init; }

    /// <summary>In seconds since 1970.</summary>
    public required long Created { get; init; }

    public Role ToRole() => new() { RoleName = Name, OwnerName = Owner, CreateTime = (int)Created };
}
