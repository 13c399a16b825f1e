namespace Metastore.Catalogs;

/// <summary>How many objects the metastore holds, over all catalogs.</summary>
internal sealed record CatalogSize(long Databases, long Tables, long Partitions);
