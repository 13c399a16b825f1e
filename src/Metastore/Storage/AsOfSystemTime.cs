using System.Collections.Concurrent;

namespace Metastore.Storage;

/// <summary>
/// Puts CockroachDB's AS OF SYSTEM TIME into a SELECT: behind the FROM clause of the outermost one, where the grammar wants it.
/// Stores don't write it, and so can't forget it.
/// </summary>
internal static class AsOfSystemTime
{
    private static readonly string[] After = ["WHERE", "GROUP", "HAVING", "ORDER", "LIMIT"];
    private static readonly ConcurrentDictionary<(string Sql, string Clause), string> Known = new();

    /// <summary>The statement with <paramref name="clause"/> in its place; a statement that reads no table stays as it is.</summary>
    public static string In(string sql, string? clause) => clause is null ? sql : Known.GetOrAdd((sql, clause), static key => Insert(key.Sql, key.Clause));

    private static string Insert(string sql, string clause)
    {
        var (depth, from) = (0, false);
        for (var i = 0; i < sql.Length; i++)
        {
            switch (sql[i])
            {
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case '\'':
                    i = sql.IndexOf('\'', i + 1);
                    break;
                case var c when depth == 0 && char.IsAsciiLetter(c) && (i == 0 || !IsWord(sql[i - 1])):
                    from |= Is(sql, i, "FROM");
                    if (from && Array.Exists(After, word => Is(sql, i, word)))
                    {
                        return $"{sql[..i]}{clause} {sql[i..]}";
                    }

                    break;
            }
        }

        return from ? $"{sql} {clause}" : sql;
    }

    private static bool Is(string sql, int at, string word) => string.CompareOrdinal(sql, at, word, 0, word.Length) == 0
        && (at + word.Length == sql.Length || !IsWord(sql[at + word.Length]));

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '.';
}
