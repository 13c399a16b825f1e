namespace Metastore.Databases;

/// <summary>Databases whose tables are another database's: there are none of them here, and what would change one is refused.</summary>
internal static class RemoteDatabases
{
    /// <exception cref="MetaException">The database is one of these.</exception>
    public static void Refuse(DatabaseRow? database, string refusal)
    {
        if (database?.ToDatabase().Type == DatabaseType.REMOTE)
        {
            throw Errors.Meta(refusal);
        }
    }
}
