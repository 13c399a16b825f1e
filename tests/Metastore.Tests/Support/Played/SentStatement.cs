using Metastore.Storage;

namespace Metastore.Tests.Support.Played;

/// <summary>A statement that was executed: on which connection, its text as sent, its place since the last Sync (0 is the first), and its name if it was prepared.</summary>
internal sealed record SentStatement(int Connection, string Sql, int Place, string Name)
{
    public bool IsStale => Sql.Contains("AS OF SYSTEM TIME", StringComparison.Ordinal);

    /// <summary>Whether it asks if the database takes writes.</summary>
    public bool IsTouch => Sql == CommitTokenStore.Touch;

    /// <summary>Whether it commits a write that leaves its token behind.</summary>
    public bool IsCommit => Sql == "COMMIT" && Place == 1;

    /// <summary>Whether it looks for the token that a write left behind.</summary>
    public bool IsLookup => Sql.Contains("commit_tokens", StringComparison.Ordinal) && Sql.Contains("ON CONFLICT", StringComparison.Ordinal);

    public bool IsNewDatabase => Sql.StartsWith("INSERT INTO databases", StringComparison.Ordinal);
}
