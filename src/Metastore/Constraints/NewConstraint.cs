using Metastore.Names;

namespace Metastore.Constraints;

/// <summary>
/// One column of a constraint to be added, of any kind, with its names as they are stored. A constraint that comes with a new table
/// (<c>of</c>) and names no table is that table's.
/// </summary>
internal sealed record NewConstraint
{
    public required string Kind { get; init; }

    public required TableName Table { get; init; }

    /// <summary>Null if the metastore is to make one.</summary>
    public required string? Name { get; init; }

    public required string? Column { get; init; }

    public long Position { get; init; } = 1;

    public required ConstraintPromises Promises { get; init; }

    public string? Expression { get; init; }

    /// <summary>The table that a foreign key refers to.</summary>
    public TableName Parent { get; init; }

    public string? ParentColumn { get; init; }

    public long UpdateRule { get; init; }

    public long DeleteRule { get; init; }

    public static NewConstraint From(SQLPrimaryKey key, Table? of = null) => new()
    {
        Kind = ConstraintKind.PrimaryKey,
        Table = TableOf(key.CatName, key.Table_db, key.Table_name, of),
        Name = NameOf(key.Pk_name),
        Column = Required(key.Column_name),
        Position = key.Key_seq,
        Promises = PromisesOf(key.Enable_cstr, key.Validate_cstr, key.Rely_cstr),
    };

    public static NewConstraint From(SQLForeignKey key, Table? of = null) => new()
    {
        Kind = ConstraintKind.ForeignKey,
        Table = TableOf(key.CatName, key.Fktable_db, key.Fktable_name, of),
        Name = NameOf(key.Fk_name),
        Column = Required(key.Fkcolumn_name),
        Position = key.Key_seq,
        Promises = PromisesOf(key.Enable_cstr, key.Validate_cstr, key.Rely_cstr),
        Parent = TableName.From(key.CatName ?? of?.CatName, key.Pktable_db, key.Pktable_name),
        ParentColumn = Required(key.Pkcolumn_name),
        UpdateRule = key.Update_rule,
        DeleteRule = key.Delete_rule,
    };

    public static NewConstraint From(SQLUniqueConstraint key, Table? of = null) => new()
    {
        Kind = ConstraintKind.Unique,
        Table = TableOf(key.CatName, key.Table_db, key.Table_name, of),
        Name = NameOf(key.Uk_name),
        Column = Required(key.Column_name),
        Position = key.Key_seq,
        Promises = PromisesOf(key.Enable_cstr, key.Validate_cstr, key.Rely_cstr),
    };

    public static NewConstraint From(SQLNotNullConstraint constraint, Table? of = null) => new()
    {
        Kind = ConstraintKind.NotNull,
        Table = TableOf(constraint.CatName, constraint.Table_db, constraint.Table_name, of),
        Name = NameOf(constraint.Nn_name),
        Column = Required(constraint.Column_name),
        Promises = PromisesOf(constraint.Enable_cstr, constraint.Validate_cstr, constraint.Rely_cstr),
    };

    public static NewConstraint From(SQLDefaultConstraint constraint, Table? of = null) => new()
    {
        Kind = ConstraintKind.Default,
        Table = TableOf(constraint.CatName, constraint.Table_db, constraint.Table_name, of),
        Name = NameOf(constraint.Dc_name),
        Column = Required(constraint.Column_name),
        Promises = PromisesOf(constraint.Enable_cstr, constraint.Validate_cstr, constraint.Rely_cstr),
        Expression = constraint.Default_value,
    };

    public static NewConstraint From(SQLCheckConstraint constraint, Table? of = null) => new()
    {
        Kind = ConstraintKind.Check,
        Table = TableOf(constraint.CatName, constraint.Table_db, constraint.Table_name, of),
        Name = NameOf(constraint.Dc_name),
        Column = constraint.Column_name is null ? null : Identifier.Normalize(constraint.Column_name),
        Promises = PromisesOf(constraint.Enable_cstr, constraint.Validate_cstr, constraint.Rely_cstr),
        Expression = constraint.Check_expression,
    };

    private static TableName TableOf(string? catalog, string? database, string? table, Table? of) =>
        TableName.From(catalog ?? of?.CatName, database ?? of?.DbName, table ?? of?.TableName);

    private static string? NameOf(string? text) => string.IsNullOrEmpty(text) ? null : Identifier.Normalize(text);

    private static string Required(string? column) => Identifier.Normalize(column ?? throw Errors.Meta("Column name cannot be null."));

    private static ConstraintPromises PromisesOf(bool enable, bool validate, bool rely) =>
        (enable ? ConstraintPromises.Enable : 0) | (validate ? ConstraintPromises.Validate : 0) | (rely ? ConstraintPromises.Rely : 0);
}
