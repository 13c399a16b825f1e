using System.Net;
using System.Net.Sockets;

namespace Metastore.Tests.Conformance;

/// <summary>Answers calls on loopback with the replies that were recorded for them, in order; each may be changed on its way, or withheld and the connection closed (null).</summary>
internal sealed class RecordedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> work = [];
    private readonly Queue<RecordedCall> calls;
    private readonly Func<RecordedCall, byte[]?> answer;

    public RecordedServer(Recording recording, Func<RecordedCall, byte[]?> answer)
    {
        calls = new Queue<RecordedCall>(recording.Calls.Where(call => call.Reply is not null));
        this.answer = answer;
        listener.Start();
        work.Add(AcceptAsync());
    }

    public EndPoint Endpoint => listener.LocalEndpoint;

    /// <summary>Connections accepted so far.</summary>
    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync(stopping.Token);
            Connections++;
            work.Add(ServeAsync(new ReplayConnection(socket)));
        }
    }

    private async Task ServeAsync(ReplayConnection connection)
    {
        using (connection)
        {
            while (true)
            {
                var message = await connection.ReceiveAsync(stopping.Token);
                if (message.Type == WireMessageType.Oneway)
                {
                    continue;
                }

                if (answer(calls.Dequeue()) is not { } reply)
                {
                    return;
                }

                await connection.SendAsync(reply, stopping.Token);
            }
        }
    }
}
