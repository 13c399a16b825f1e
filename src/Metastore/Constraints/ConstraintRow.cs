using Metastore.Names;

namespace Metastore.Constraints;

/// <summary>One column of a stored constraint; the columns of a key share its name.</summary>
internal sealed record ConstraintRow
{
    public required long TableId { get; init; }

    /// <summary>Ascending in the order in which the columns were given.</summary>
    public required long Id { get; init; }

    /// <summary>One of <see cref="ConstraintKind"/>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The column's place in a key, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>Null for a check of the whole table.</summary>
    public string? ColumnName { get; init; }

    /// <summary><see cref="ConstraintPromises"/> as a number.</summary>
    public required long Promises { get; init; }

    /// <summary>The default value, or the expression to check.</summary>
    public string? Expression { get; init; }

    /// <summary>The table that a foreign key refers to; null for the other kinds.</summary>
    public long? ParentId { get; init; }

    public string? ParentColumn { get; init; }

    /// <summary>The primary key or unique constraint that a foreign key refers to.</summary>
    public string? ParentKey { get; init; }

    public long UpdateRule { get; init; }

    public long DeleteRule { get; init; }

    private bool Enable => Promised(ConstraintPromises.Enable);

    private bool Validate => Promised(ConstraintPromises.Validate);

    private bool Rely => Promised(ConstraintPromises.Rely);

    public SQLPrimaryKey ToPrimaryKey(TableName table) => new()
    {
        CatName = table.Catalog,
        Table_db = table.Database,
        Table_name = table.Table,
        Column_name = ColumnName,
        Key_seq = (int)Position,
        Pk_name = Name,
        Enable_cstr = Enable,
        Validate_cstr = Validate,
        Rely_cstr = Rely,
    };

    public SQLUniqueConstraint ToUnique(TableName table) => new()
    {
        CatName = table.Catalog,
        Table_db = table.Database,
        Table_name = table.Table,
        Column_name = ColumnName,
        Key_seq = (int)Position,
        Uk_name = Name,
        Enable_cstr = Enable,
        Validate_cstr = Validate,
        Rely_cstr = Rely,
    };

    public SQLNotNullConstraint ToNotNull(TableName table) => new()
    {
        CatName = table.Catalog,
        Table_db = table.Database,
        Table_name = table.Table,
        Column_name = ColumnName,
        Nn_name = Name,
        Enable_cstr = Enable,
        Validate_cstr = Validate,
        Rely_cstr = Rely,
    };

    public SQLDefaultConstraint ToDefault(TableName table) => new()
    {
        CatName = table.Catalog,
        Table_db = table.Database,
        Table_name = table.Table,
        Column_name = ColumnName,
        Default_value = Expression,
        Dc_name = Name,
        Enable_cstr = Enable,
        Validate_cstr = Validate,
        Rely_cstr = Rely,
    };

    public SQLCheckConstraint ToCheck(TableName table) => new()
    {
        CatName = table.Catalog,
        Table_db = table.Database,
        Table_name = table.Table,
        Column_name = ColumnName,
        Check_expression = Expression,
        Dc_name = Name,
        Enable_cstr = Enable,
        Validate_cstr = Validate,
        Rely_cstr = Rely,
    };

    private bool Promised(ConstraintPromises promise) => ((ConstraintPromises)Promises).HasFlag(promise);
}
