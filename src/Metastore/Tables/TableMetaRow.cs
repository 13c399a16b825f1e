namespace Metastore.Tables;

/// <summary>What a listing shows of a table.</summary>
internal sealed record TableMetaRow
{
    public required string Catalog { get; init; }

    public required string Database { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? Comment { get; init; }

    public string? Owner { get; init; }

    public required long OwnerType { get; init; }

    public TableMeta ToMeta() => new()
    {
        CatName = Catalog,
        DbName = Database,
        TableName = Name,
        TableType = Type,
        Comments = Comment,
        OwnerName = Owner,
        OwnerType = (PrincipalType)OwnerType,
    };
}
