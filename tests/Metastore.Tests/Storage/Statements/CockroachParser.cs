using System.Diagnostics;

namespace Metastore.Tests.Storage.Statements;

/// <summary>CockroachDB's own parser, as a program that lies beside the repository; it knows the syntax only.</summary>
internal static class CockroachParser
{
    private static readonly string? Program = Above(AppContext.BaseDirectory)
        .Select(directory => Path.Combine(directory, "shared", "tools", "cockroach-sql-check"))
        .FirstOrDefault(File.Exists);

    /// <summary>Why nothing can be parsed here; null if it can.</summary>
    public static string? WhyMissing => Program is null ? "shared/tools/cockroach-sql-check, CockroachDB's parser, is in no directory above the tests" : null;

    /// <summary>The statements that are refused and why; empty if all are understood. Parameters may be named.</summary>
    public static async Task<string> RefusedAsync(IEnumerable<string> statements)
    {
        using var parser = Process.Start(new ProcessStartInfo(Program!) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var output = parser.StandardOutput.ReadToEndAsync();
        await parser.StandardInput.WriteAsync(string.Join("\n----\n", statements.Select(Positional)));
        parser.StandardInput.Close();
        var text = await output;
        await parser.WaitForExitAsync();
        return parser.ExitCode == 0 ? "" : text;
    }

    /// <summary>The statement as Npgsql sends it: @name becomes $1.</summary>
    public static string Positional(string statement)
    {
        var names = new List<string>();
        return Statement.Parameter().Replace(statement, match =>
        {
            if (!names.Contains(match.Value))
            {
                names.Add(match.Value);
            }

            return $"${names.IndexOf(match.Value) + 1}";
        });
    }

    private static IEnumerable<string> Above(string? directory)
    {
        for (; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            yield return directory;
        }
    }
}
