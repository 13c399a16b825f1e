using Metastore.Rpc;

namespace Metastore.Catalogs;

/// <summary>A stored catalog; the payload is Hive's struct as clients get it.</summary>
internal sealed record CatalogRow
{
    public required string Name { get; init; }

    public required byte[] Payload { get; init; }

    public static CatalogRow From(Catalog catalog) => new() { Name = catalog.Name!, Payload = ThriftBinary.Write(catalog) };

    public Catalog ToCatalog() => ThriftBinary.Read<Catalog>(Payload);
}
