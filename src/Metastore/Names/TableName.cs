namespace Metastore.Names;

/// <summary>A table of a database, all lower-cased. The constructor takes names as stored; the methods take a client's text.</summary>
internal readonly record struct TableName(string Catalog, string Database, string Table)
{
    public DatabaseName DatabaseName => new(Catalog, Database);

    /// <summary>Reads the database and table arguments of a positional call.</summary>
    /// <exception cref="MetaException">One of them is missing, or an <c>@</c> is without <c>#</c>.</exception>
    public static TableName Parse(string? database, string? table) => From(null, database, table);

    /// <summary>Reads the three fields of a request; a missing catalog is the default, a catalog in the database's text wins.</summary>
    /// <exception cref="MetaException">Database or table is missing, or an <c>@</c> is without <c>#</c>.</exception>
    public static TableName From(string? catalog, string? database, string? table)
        => DatabaseName.From(catalog, database).Table(table ?? throw Errors.Meta("Table name cannot be null."));

    /// <summary><c>cat.db.t</c>, as Hive's messages have it.</summary>
    public override string ToString() => $"{Catalog}.{Database}.{Table}";
}
