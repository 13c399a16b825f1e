namespace Metastore.Names;

/// <summary>
/// What a database argument says: a catalog and, perhaps, a database or a pattern of databases, both verbatim but for the catalog,
/// which is normalized. A null database means "every database", an empty one a database without a name.
/// </summary>
internal readonly record struct ParsedDatabase(string Catalog, string? Database)
{
    private const char CatalogMarker = '@';
    private const char Separator = '#';
    private const string EmptyMarker = "!";

    /// <summary>Reads <c>db</c>, <c>@cat#db</c>, <c>@cat#</c> (no database) and <c>@cat#!</c> (an empty one).</summary>
    /// <exception cref="MetaException">The text starts with <c>@</c> and has no <c>#</c>.</exception>
    /// <remarks>Hive <c>MetaStoreUtils.parseDbName</c>. A missing text is the default catalog without a database.</remarks>
    public static ParsedDatabase Parse(string? text) => From(null, text);

    /// <summary>The two fields of a request; a catalog in the database's text wins over the field, a missing one is the default.</summary>
    /// <exception cref="MetaException">The text starts with <c>@</c> and has no <c>#</c>.</exception>
    public static ParsedDatabase From(string? catalog, string? database)
    {
        if (database is not [CatalogMarker, ..])
        {
            return new(CatalogName.From(catalog).Name, database);
        }

        var separator = database.IndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0)
        {
            throw Errors.Meta($"{database} is prepended with the catalog marker but does not appear to have a catalog name in it");
        }

        return new(Identifier.Normalize(database[1..separator]), Rest(database[(separator + 1)..]));
    }

    private static string? Rest(string text) => text switch
    {
        "" => null,
        EmptyMarker => "",
        _ => text,
    };
}
