namespace Metastore.Rpc;

/// <summary>What a method does to the catalog.</summary>
internal enum RpcMethodKind
{
    /// <summary>It may change something, for all that is known.</summary>
    Write,

    /// <summary>It reads the catalog.</summary>
    CatalogRead,

    /// <summary>It has to do with something else: locks, sessions, privileges, the server.</summary>
    Other,
}
