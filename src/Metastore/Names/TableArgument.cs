namespace Metastore.Names;

/// <summary>A table as a client names it: many of Hive's messages repeat it so, though it is looked up by its <see cref="Name"/>.</summary>
internal readonly record struct TableArgument(string? Catalog, string? Database, string? Table)
{
    /// <exception cref="MetaException">Database or table is missing, or an <c>@</c> is without <c>#</c>.</exception>
    public TableName Name => TableName.From(Catalog, Database, Table);

    /// <summary>The database without a catalog in front.</summary>
    public string GivenDatabase => ParsedDatabase.From(Catalog, Database).Database ?? "";

    /// <summary><c>cat.db.t</c> in the client's letters.</summary>
    public override string ToString() => $"{ParsedDatabase.From(Catalog, Database).Catalog}.{GivenDatabase}.{Table}";
}
