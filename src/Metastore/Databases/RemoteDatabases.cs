using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Databases;

/// <summary>Databases whose tables are another database's: there are none of them here, and what would change one is refused.</summary>
internal static class RemoteDatabases
{
    /// <exception cref="MetaException">The database is one of these.</exception>
    public static async Task RefuseAsync(Tx tx, DatabaseName name, string refusal, CancellationToken ct)
    {
        if (await DatabaseStore.FindAsync(tx, name, ct) is { } row && row.ToDatabase().Type == DatabaseType.REMOTE)
        {
            throw Errors.Meta(refusal);
        }
    }
}
