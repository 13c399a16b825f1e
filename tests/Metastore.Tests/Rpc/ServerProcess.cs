using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>The server as a process of its own, in a directory of its own.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _http = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<IPEndPoint> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string directory, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Metastore.Server.dll"), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Http__Port"] = "0" },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The lines of standard output.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>The lines of standard error.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Starts a server in <paramref name="directory"/>.</summary>
    public static ServerProcess Start(string directory, IReadOnlyDictionary<string, string> environment, params string[] arguments) => new(directory, environment, arguments);

    /// <summary>Waits until it says where it listens.</summary>
    public Task<IPEndPoint> ListeningAsync() => _listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>Waits until it says where probes and metrics are.</summary>
    public Task<Uri> HttpAsync() => _http.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>kill -15; waits for the end and gives the exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", $"-TERM {_process.Id}");
        return await ExitAsync();
    }

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void Read(string? line)
    {
        Keep(_output, line);
        if (ListeningLine().Match(line ?? "") is { Success: true } match)
        {
            _listening.TrySetResult(IPEndPoint.Parse(match.Groups[1].Value));
        }

        if (HttpLine().Match(line ?? "") is { Success: true } http)
        {
            _http.TrySetResult(new Uri($"http://127.0.0.1:{http.Groups[1].Value}"));
        }
    }

    [GeneratedRegex(@"are on port (\d+):")]
    private static partial Regex HttpLine();

    [GeneratedRegex(@"clients on (\S+:\d+)$")]
    private static partial Regex ListeningLine();
}
