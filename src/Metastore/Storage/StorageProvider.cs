namespace Metastore.Storage;

/// <summary>Which database holds the catalog.</summary>
internal enum StorageProvider
{
    /// <summary>A file beside the process.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,

    /// <summary>A CockroachDB cluster.</summary>
    Cockroach,
}
