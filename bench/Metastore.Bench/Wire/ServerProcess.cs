using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Metastore.Bench.Wire;

/// <summary>A metastore in a process of its own, with all it keeps in a directory that goes with it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-bench-");
    private readonly Process _process;

    private ServerProcess(IEnumerable<string> settings)
    {
        Port = FreePort();
        var program = Path.Combine(AppContext.BaseDirectory, "Metastore.Server.dll");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _directory.FullName };
        foreach (var argument in (string[])[program, "--Rpc:Host=127.0.0.1", $"--Rpc:Port={Port}", "--Http:Port=0", "--Logging:LogLevel:Default=Warning", .. settings])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    public int Port { get; }

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

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
