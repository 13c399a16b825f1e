using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;

namespace Metastore.Tests.Support;

/// <summary>A PostgreSQL server of the tests' own, from Debian's package, in a directory that goes with it.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Packages = "/usr/lib/postgresql";

    // postgres refuses to run as root; Debian's package brings this user.
    private const string User = "postgres";

    private readonly DirectoryInfo directory;
    private readonly bool durable;

    private PostgresCluster(DirectoryInfo directory, int port, bool durable) => (this.directory, Port, this.durable) = (directory, port, durable);

    /// <summary>Why no server can be started here; null if one can.</summary>
    public static string? WhyMissing { get; } = Programs() is null ? $"PostgreSQL is not installed below {Packages}" : null;

    public int Port { get; }

    private string Data => Path.Combine(directory.FullName, "data");

    /// <summary>Makes an empty cluster and starts it; unless it is <paramref name="durable"/>, it does not wait for the disk.</summary>
    public static async Task<PostgresCluster> StartAsync(bool durable = false)
    {
        var cluster = Create(durable);
        await RunAsync("initdb", "-D", cluster.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Starts a hot standby that follows this server.</summary>
    public async Task<PostgresCluster> StartStandbyAsync()
    {
        var standby = Create(durable: false);
        await RunAsync("pg_basebackup", "-D", standby.Data, "-h", "127.0.0.1", "-p", $"{Port}", "-U", User, "-R", "--checkpoint=fast", "--no-sync");
        await standby.StartServerAsync();
        return standby;
    }

    /// <summary>The connection string of a database.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = User,
        Database = database,
        IncludeErrorDetail = true,
    }.ToString();

    /// <summary>Kills the server as a power cut would.</summary>
    public Task KillAsync() => RunAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");

    /// <summary>Starts the server again after <see cref="KillAsync"/>.</summary>
    public Task RestartAsync() => StartServerAsync();

    /// <summary>Makes a standby the primary.</summary>
    public Task PromoteAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "promote");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await KillAsync();
        }

        directory.Delete(recursive: true);
    }

    private static PostgresCluster Create(bool durable)
    {
        var directory = Directory.CreateTempSubdirectory("metastore-postgres-");
        if (Environment.UserName == "root")
        {
            Process.Start("chown", [User, directory.FullName]).WaitForExit();
        }

        return new PostgresCluster(directory, FreePort(), durable);
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? Programs() => RuntimeInformation.IsOSPlatform(OSPlatform.Linux) && Directory.Exists(Packages)
        ? Directory.EnumerateDirectories(Packages).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
        : null;

    private Task StartServerAsync() => RunAsync(
        "pg_ctl", "-D", Data, "-w", "-l", Path.Combine(Data, "server.log"), "-o", $"-c fsync={(durable ? "on" : "off")} -c max_connections=300 -p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", "start");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs()!, program);
        string[] words = Environment.UserName == "root" ? ["runuser", "-u", User, "--", path, .. arguments] : [path, .. arguments];
        // The server inherits what is redirected, and would hold it open: output goes nowhere.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. words]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new System.InvalidOperationException($"{program} failed with {process.ExitCode}");
        }
    }
}
