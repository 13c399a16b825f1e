using System.Diagnostics;

namespace Metastore.Tests.Metrics;

/// <summary>Prometheus's own parser of pages, rules and queries; Debian has it in the package <c>prometheus</c>.</summary>
internal static class Promtool
{
    private static readonly string? Path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(directory => System.IO.Path.Combine(directory, "promtool")).FirstOrDefault(File.Exists);

    /// <summary>Why it can't be run; null if it can.</summary>
    public static string? WhyMissing { get; } = Path is null ? "promtool is not on the path" : null;

    /// <summary>Runs it with these words and input, and gives its exit code and all that it says.</summary>
    public static async Task<(int Code, string Text)> RunAsync(string input, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(Path!, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
