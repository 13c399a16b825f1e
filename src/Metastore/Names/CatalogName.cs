namespace Metastore.Names;

/// <summary>A catalog's name, lower-cased. The constructor takes it as stored; <see cref="From"/> takes a client's text.</summary>
internal readonly record struct CatalogName(string Name)
{
    /// <summary>The catalog of every client that names none (Hive: <c>metastore.catalog.default</c>).</summary>
    public const string Default = "hive";

    /// <summary>A missing name is the default catalog; an empty one stays empty and names nothing.</summary>
    public static CatalogName From(string? text) => new(text is null ? Default : Identifier.Normalize(text));

    public override string ToString() => Name;
}
