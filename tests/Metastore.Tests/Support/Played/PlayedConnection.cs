using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Metastore.Tests.Support.Played;

/// <summary>One connection through <see cref="PlayedCockroach"/>.</summary>
internal sealed partial class PlayedConnection(PlayedCockroach cockroach, int number, TcpClient client, TcpClient database)
{
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;
    private const int CancelRequest = 80877102;
    private const string PlayedVersion = "CockroachDB CCL v26.2.0 (played)";
    private readonly Dictionary<string, string> statements = [];
    private readonly Dictionary<string, (string Name, string Sql)> portals = [];
    private readonly NetworkStream front = client.GetStream();
    private readonly NetworkStream back = database.GetStream();

    // The answers to come in order, by their kinds: whether the client asked for it, and what is to happen to it. Z is the answer to a Sync.
    private readonly ConcurrentQueue<(char Kind, bool IsForClient, Fault? Fault)> expected = new();
    private int place;

    /// <summary>What the client said of itself: user, application_name, options …</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; private set; } = new Dictionary<string, string>();

    /// <summary>A statement of PostgreSQL's that fails with this code.</summary>
    public static string Raise(string state) => $"DO $$ BEGIN RAISE EXCEPTION 'played by the test' USING ERRCODE = '{state}'; END $$";

    public async Task RunAsync(CancellationToken ct)
    {
        await GreetAsync(ct);
        var answers = AnswerAsync(ct);
        while (await PgMessage.ReadAsync(front, isFirst: false, ct) is { } message)
        {
            await ForwardAsync(message, ct);
        }

        database.Close();
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Cut()
    {
        // Null once closed.
        client.Client?.Close(0);
        database.Client?.Close(0);
    }

    private async Task GreetAsync(CancellationToken ct)
    {
        while (await PgMessage.ReadAsync(front, isFirst: true, ct) is { } first)
        {
            switch (BinaryPrimitives.ReadInt32BigEndian(first.Body))
            {
                case SslRequest:
                    break;
                case GssRequest:
                    cockroach.CountGssRequest();
                    break;
                case CancelRequest:
                    cockroach.CountCancelRequest();
                    await first.WriteAsync(back, ct);
                    return;
                default:
                    Parameters = Startup(first);
                    await Task.Delay(cockroach.LoginDelay, ct);
                    cockroach.Opened(this);
                    await first.WriteAsync(back, ct);
                    return;
            }

            await front.WriteAsync("N"u8.ToArray(), ct);
        }
    }

    // A version, then names and values, then an empty name.
    private static Dictionary<string, string> Startup(PgMessage message)
    {
        var parameters = new Dictionary<string, string>();
        for (var at = 4; message.TextAt(at) is { Text.Length: > 0 } name;)
        {
            (parameters[name.Text], at) = message.TextAt(name.Next);
        }

        return parameters;
    }

    private async Task ForwardAsync(PgMessage message, CancellationToken ct)
    {
        switch (message.Kind)
        {
            case 'P':
                var (name, next) = message.TextAt(0);
                var (sql, rest) = message.TextAt(next);
                statements[name] = sql;
                expected.Enqueue(('1', true, null));
                await PgMessage.Of('P', name, InPostgres(sql), message.Body[rest..]).WriteAsync(back, ct);
                break;
            case 'B':
                var (portal, statement) = message.TextAt(0);
                expected.Enqueue(('2', true, null));
                var bound = message.TextAt(statement).Text;
                portals[portal] = (bound, statements[bound]);
                await message.WriteAsync(back, ct);
                break;
            case 'E':
                await ExecuteAsync(message, portals[message.TextAt(0).Text], ct);
                break;
            case 'Q':
                await QueryAsync(message.TextAt(0).Text, ct);
                break;
            case 'S':
                place = 0;
                expected.Enqueue(('Z', true, null));
                await message.WriteAsync(back, ct);
                break;
            default:
                await message.WriteAsync(back, ct);
                break;
        }
    }

    private async Task ExecuteAsync(PgMessage message, (string Name, string Sql) statement, CancellationToken ct)
    {
        var fault = cockroach.Receive(new SentStatement(number, statement.Sql, place++, statement.Name));
        await StrikeBeforeAsync(fault, ct);
        if (fault?.Kind == FaultKind.Error)
        {
            // Raised inside the database, so that its transaction is as broken as the client's.
            expected.Enqueue(('1', false, null));
            expected.Enqueue(('2', false, null));
            await PgMessage.Of('P', "", Raise(fault.State), new byte[2]).WriteAsync(back, ct);
            await PgMessage.Of('B', "", "", new byte[6]).WriteAsync(back, ct);
            await PgMessage.Of('E', "", new byte[4]).WriteAsync(back, ct);
            return;
        }

        expected.Enqueue(('C', true, fault));
        await message.WriteAsync(back, ct);
    }

    private async Task QueryAsync(string sql, CancellationToken ct)
    {
        var fault = cockroach.Receive(new SentStatement(number, sql, 0, ""));
        await StrikeBeforeAsync(fault, ct);
        expected.Enqueue(('C', true, fault));
        expected.Enqueue(('Z', true, null));
        await PgMessage.Of('Q', fault?.Kind == FaultKind.Error ? Raise(fault.State) : InPostgres(sql)).WriteAsync(back, ct);
    }

    private async Task StrikeBeforeAsync(Fault? fault, CancellationToken ct)
    {
        switch (fault?.Kind)
        {
            case FaultKind.Slow:
                await Task.Delay(fault.Delay, ct);
                break;
            case FaultKind.Cut:
                Cut();
                throw new IOException("cut");
        }
    }

    private async Task AnswerAsync(CancellationToken ct)
    {
        while (await PgMessage.ReadAsync(back, isFirst: false, ct) is { } message)
        {
            var (_, isForClient, fault) = Expected(message.Kind);
            if (fault?.Kind == FaultKind.CutAfter)
            {
                break;
            }

            if (message.Kind == 'K' && cockroach.IsPlayed)
            {
                await PgMessage.Of('S', "crdb_version", PlayedVersion).WriteAsync(front, ct);
            }

            if (isForClient)
            {
                await (fault?.Kind == FaultKind.ErrorAfter ? PgMessage.Error(fault.State) : message).WriteAsync(front, ct);
            }
        }

        Cut();
    }

    // After an error nothing is answered up to the Sync.
    private (char Kind, bool IsForClient, Fault? Fault) Expected(char kind)
    {
        while (expected.TryPeek(out var next) && (next.Kind == kind || kind == 'Z'))
        {
            expected.TryDequeue(out _);
            if (next.Kind == kind)
            {
                return next;
            }
        }

        return (kind, true, null);
    }

    // CockroachDB's time of the commit that made a row.
    private const string CommitTime = "crdb_internal_mvcc_timestamp";

    private string InPostgres(string sql) => sql == "SELECT version()" && cockroach.IsPlayed ? $"SELECT '{PlayedVersion}'::text"
        : cockroach.Regions.InPostgres(sql) ?? AsOf().Replace(sql, "").Replace(CommitTime, "age(xmin) DESC", StringComparison.Ordinal);

    [GeneratedRegex(@"AS OF SYSTEM TIME ('[^']*'|\w+\('[^']*'\))")]
    private static partial Regex AsOf();
}
