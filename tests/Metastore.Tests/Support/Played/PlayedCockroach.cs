using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Metastore.Tests.Support.Played;

/// <summary>
/// Plays CockroachDB in front of a real PostgreSQL: says that it is one, takes AS OF SYSTEM TIME, fails as told, and keeps what was sent.
/// It knows nothing of ages: an older answer is the present one.
/// </summary>
internal sealed class PlayedCockroach : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<int, PlayedConnection> connections = new();
    private readonly ConcurrentQueue<SentStatement> sent = new();
    private readonly ConcurrentQueue<PlayedConnection> opened = new();
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly Task accepting;
    private volatile Fault[] faults = [];
    private readonly ConcurrentBag<TcpClient> unheard = [];
    private volatile bool isAway;
    private volatile bool isSilent;
    private int count;
    private int gssRequests;
    private int cancelRequests;

    private PlayedCockroach(string connectionString, bool isPlayed)
    {
        IsPlayed = isPlayed;
        server = new NpgsqlConnectionStringBuilder(connectionString);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>How long a login takes.</summary>
    public TimeSpan LoginDelay { get; set; }

    /// <summary>How to reach the database through this server.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ToString();

    /// <summary>The database's regions; none at first.</summary>
    public PlayedRegions Regions { get; } = new();

    /// <summary>The connections that are open.</summary>
    public IReadOnlyList<PlayedConnection> Open => [.. connections.Values.Where(connection => connection.Parameters.Count > 0)];

    /// <summary>All connections that were ever opened.</summary>
    public IReadOnlyList<PlayedConnection> Ever => [.. opened];

    /// <summary>How often a client asked for Kerberos before it logged in.</summary>
    public int GssRequests => gssRequests;

    /// <summary>How often a client opened a connection to cancel a statement.</summary>
    public int CancelRequests => cancelRequests;

    /// <summary>All statements that were executed, in order.</summary>
    public IReadOnlyList<SentStatement> Sent => [.. sent];

    /// <summary>Whether it says that it is CockroachDB; else it only listens.</summary>
    public bool IsPlayed { get; }

    /// <summary>Stands in front of a database of PostgreSQL's.</summary>
    public static PlayedCockroach Before(string connectionString, bool isPlayed = true) => new(connectionString, isPlayed);

    /// <summary>Forgets what was sent.</summary>
    public void Clear() => sent.Clear();

    /// <summary>From now on these things go wrong, and no others.</summary>
    public void Set(params Fault[] next) => faults = next;

    /// <summary>Cuts all connections and takes no new ones, as a cluster that lost its region.</summary>
    public void GoAway()
    {
        isAway = true;
        CutAll();
    }

    public void ComeBack() => isAway = false;

    /// <summary>Cuts all connections, and takes new ones without a word, as a machine that hangs.</summary>
    public void FallSilent()
    {
        isSilent = true;
        CutAll();
    }

    /// <summary>Cuts all connections.</summary>
    public void CutAll()
    {
        foreach (var connection in connections.Values)
        {
            connection.Cut();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        CutAll();
        foreach (var client in unheard)
        {
            client.Dispose();
        }

        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    internal void Opened(PlayedConnection connection) => opened.Enqueue(connection);

    internal void CountGssRequest() => Interlocked.Increment(ref gssRequests);

    internal void CountCancelRequest() => Interlocked.Increment(ref cancelRequests);

    /// <summary>Keeps the statement and tells what goes wrong with it.</summary>
    internal Fault? Receive(SentStatement statement)
    {
        sent.Enqueue(statement);
        return Array.Find(faults, fault => fault.Strikes(statement));
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(stopping.Token);
            if (isAway)
            {
                client.Client.Close(0);
                continue;
            }

            if (isSilent)
            {
                unheard.Add(client);
                continue;
            }

            _ = ServeAsync(client, Interlocked.Increment(ref count));
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using var database = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await database.ConnectAsync(server.Host!, server.Port, stopping.Token);
            var connection = new PlayedConnection(this, number, client, database);
            connections[number] = connection;
            await connection.RunAsync(stopping.Token);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection was cut, by either side.
        }
        finally
        {
            connections.TryRemove(number, out _);
            client.Close();
        }
    }
}
