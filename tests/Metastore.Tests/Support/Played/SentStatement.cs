namespace Metastore.Tests.Support.Played;

/// <summary>A statement that was executed: on which connection, its text as sent, and its place since the last Sync (0 is the first).</summary>
internal sealed record SentStatement(int Connection, string Sql, int Place)
{
    public bool IsStale => Sql.Contains("AS OF SYSTEM TIME", StringComparison.Ordinal);
}
