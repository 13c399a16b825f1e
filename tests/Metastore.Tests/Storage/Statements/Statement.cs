using System.Text.RegularExpressions;

namespace Metastore.Tests.Storage.Statements;

/// <summary>A statement in the source, and where it is.</summary>
internal sealed partial record Statement(string Sql, string Place)
{
    /// <summary>Whether it only reads, and so may be sent with AS OF SYSTEM TIME.</summary>
    public bool IsRead => Sql.StartsWith("SELECT", StringComparison.Ordinal) || Sql.StartsWith("WITH", StringComparison.Ordinal);

    [GeneratedRegex(@"@\w+")]
    internal static partial Regex Parameter();
}
