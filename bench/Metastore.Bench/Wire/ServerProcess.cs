using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Metastore.Bench.Wire;

/// <summary>A metastore in a process of its own, with all it keeps in a directory that goes with it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-bench-");
    private readonly BlockingCollection<long> _allocated = [];
    private readonly Process _process;

    private ServerProcess(IEnumerable<string> settings)
    {
        Port = FreePort();
        // The bench's program with the server's runtime settings.
        string[] program = ["exec", "--runtimeconfig", InDirectory("Metastore.Server.runtimeconfig.json"), InDirectory("Metastore.Bench.dll"), "serve"];
        string[] arguments = [.. program, "--Rpc:Host=127.0.0.1", $"--Rpc:Port={Port}", "--Http:Port=0", "--Logging:LogLevel:Default=Error", .. settings];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _directory.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
    }

    public int Port { get; }

    /// <summary>The file of the embedded store.</summary>
    public string SqliteFile => Path.Combine(_directory.FullName, "metastore-data", "metastore.db");

    /// <summary>Time from the start until it took a connection.</summary>
    public TimeSpan StartTime { get; private set; }

    /// <summary>Memory that the process holds now, in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts one and waits until it answers; the settings are those of its command line.</summary>
    public static ServerProcess Start(IEnumerable<string> settings)
    {
        var begun = Stopwatch.GetTimestamp();
        var server = new ServerProcess(settings);
        while (!server.Answers())
        {
            if (server._process.HasExited || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                server.Dispose();
                throw new BenchException("The server did not start");
            }

            Thread.Sleep(10);
        }

        server.StartTime = Stopwatch.GetElapsedTime(begun);
        return server;
    }

    /// <summary>Bytes that the process has allocated since its start.</summary>
    public long AllocatedBytes()
    {
        _process.StandardInput.WriteLine();
        return _allocated.TryTake(out var bytes, Patience) ? bytes : throw new BenchException("The server does not tell what it allocated");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _allocated.Dispose();
        _directory.Delete(recursive: true);
    }

    private static string InDirectory(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(string? line)
    {
        if (line?.StartsWith(MeasuredServer.Allocated, StringComparison.Ordinal) == true)
        {
            _allocated.Add(long.Parse(line[MeasuredServer.Allocated.Length..]));
        }
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
