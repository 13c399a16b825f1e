namespace Metastore.Tests.Support.Played;

/// <summary>A statement that was executed: on which connection, its text as sent, its place since the last Sync (0 is the first), and its name if it was prepared.</summary>
internal sealed record SentStatement(int Connection, string Sql, int Place, string Name)
{
    public bool IsStale => Sql.Contains("AS OF SYSTEM TIME", StringComparison.Ordinal);
}
