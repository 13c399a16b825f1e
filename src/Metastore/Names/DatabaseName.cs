namespace Metastore.Names;

/// <summary>A database of a catalog, both lower-cased. The constructor takes names as stored; the methods take a client's text.</summary>
internal readonly record struct DatabaseName(string Catalog, string Database)
{
    /// <summary>Reads the database argument of a positional call: <c>db</c> or <c>@cat#db</c>.</summary>
    /// <exception cref="MetaException">There is no database in it, or an <c>@</c> without <c>#</c>.</exception>
    /// <remarks>Where Hive has a text of its own for a missing database, ask <see cref="ParsedDatabase"/> first.</remarks>
    public static DatabaseName Parse(string? text) => From(null, text);

    /// <summary>Reads the two fields of a request; a missing catalog is the default, a catalog in the database's text wins.</summary>
    /// <exception cref="MetaException">There is no database in it, or an <c>@</c> without <c>#</c>.</exception>
    public static DatabaseName From(string? catalog, string? database)
    {
        var parsed = ParsedDatabase.From(catalog, database);
        return new(parsed.Catalog, Identifier.Normalize(parsed.Database ?? throw Errors.Meta("Database name cannot be null.")));
    }

    /// <summary>The table of this database that a client's text names.</summary>
    public TableName Table(string name) => new(Catalog, Database, Identifier.Normalize(name));

    /// <summary><c>cat.db</c>, as Hive's messages have it.</summary>
    public override string ToString() => $"{Catalog}.{Database}";
}
