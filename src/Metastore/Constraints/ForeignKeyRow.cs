namespace Metastore.Constraints;

/// <summary>One column of a foreign key, with the names that the two tables have now.</summary>
internal sealed record ForeignKeyRow
{
    public required string Catalog { get; init; }

    public required string Database { get; init; }

    public required string TableName { get; init; }

    public required string ParentDatabase { get; init; }

    public required string ParentTable { get; init; }

    public required string Name { get; init; }

    public required long Position { get; init; }

    public required string ColumnName { get; init; }

    public required string ParentColumn { get; init; }

    public required string ParentKey { get; init; }

    public required long UpdateRule { get; init; }

    public required long DeleteRule { get; init; }

    public required long Promises { get; init; }

    public SQLForeignKey ToForeignKey() => new()
    {
        CatName = Catalog,
        Pktable_db = ParentDatabase,
        Pktable_name = ParentTable,
        Pkcolumn_name = ParentColumn,
        Fktable_db = Database,
        Fktable_name = TableName,
        Fkcolumn_name = ColumnName,
        Key_seq = (int)Position,
        Update_rule = (int)UpdateRule,
        Delete_rule = (int)DeleteRule,
        Fk_name = Name,
        Pk_name = ParentKey,
        Enable_cstr = ((ConstraintPromises)Promises).HasFlag(ConstraintPromises.Enable),
        Validate_cstr = ((ConstraintPromises)Promises).HasFlag(ConstraintPromises.Validate),
        Rely_cstr = ((ConstraintPromises)Promises).HasFlag(ConstraintPromises.Rely),
    };
}
