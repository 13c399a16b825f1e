namespace Metastore.Privileges;

/// <summary>One privilege of one principal on one object, which is told by ids, and by names when it has been read.</summary>
internal sealed record PrivilegeRow
{
    public required long Id { get; init; }

    public required HiveObjectType ObjectType { get; init; }

    public long? DatabaseId { get; init; }

    public long? TableId { get; init; }

    public string? PartitionName { get; init; }

    public string? ColumnName { get; init; }

    public required PrincipalType PrincipalType { get; init; }

    public required string Principal { get; init; }

    public required string Privilege { get; init; }

    public string? Grantor { get; init; }

    public required PrincipalType GrantorType { get; init; }

    public required bool GrantOption { get; init; }

    /// <summary>In seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>Which of Hive's ways of authorization the grant belongs to, such as SQL.</summary>
    public string? Authorizer { get; init; }

    public string? Catalog { get; init; }

    public string? Database { get; init; }

    public string? TableName { get; init; }

    /// <summary>What Hive gives the role <c>admin</c> in an empty metastore.</summary>
    public static PrivilegeRow OfAdmin(long id, int now) => new()
    {
        Id = id,
        ObjectType = HiveObjectType.GLOBAL,
        PrincipalType = PrincipalType.ROLE,
        Principal = RoleService.Admin,
        Privilege = "All",
        Grantor = RoleService.Admin,
        GrantorType = PrincipalType.ROLE,
        GrantOption = true,
        Created = now,
        Authorizer = "SQL",
    };

    public PrivilegeGrantInfo ToGrantInfo() => new()
    {
        Privilege = Privilege,
        CreateTime = (int)Created,
        Grantor = Grantor,
        GrantorType = GrantorType,
        GrantOption = GrantOption,
    };

    public HiveObjectPrivilege ToPrivilege() => new()
    {
        HiveObject = new()
        {
            ObjectType = ObjectType,
            DbName = Database,
            ObjectName = TableName,
            PartValues = PartitionName is null ? null : Partitions.PartitionName.ReadValues(PartitionName),
            ColumnName = ColumnName,
            CatName = Catalog,
        },
        PrincipalName = Principal,
        PrincipalType = PrincipalType,
        GrantInfo = ToGrantInfo(),
        Authorizer = Authorizer,
    };
}
