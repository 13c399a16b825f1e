using System.Net;
using System.Net.Sockets;

namespace Metastore.Tests.Conformance;

/// <summary>Replays a recording against a server that is as empty as the recorded one was, and judges each answer.</summary>
/// <remarks>Connections open with their first call and close after their last one, as the recorded client's did; one call is under way at a time, in the order of the recorded replies.</remarks>
internal sealed class Replayer : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);

    private readonly EndPoint endpoint;
    private readonly Recording recording;
    private readonly WarehousePaths paths;
    private readonly Judge judge;
    private readonly Dictionary<int, ReplayConnection> connections = [];

    private Replayer(EndPoint endpoint, Recording recording, string warehouseRoot)
    {
        this.endpoint = endpoint;
        this.recording = recording;
        paths = new WarehousePaths(recording.Header.Warehouse, warehouseRoot);
        judge = new Judge(Specification.Shared, recording.Header.Release);
    }

    /// <summary>Makes every call of the recording; one result per call, in order.</summary>
    /// <param name="endpoint">The server's Thrift port.</param>
    /// <param name="recording">What to replay.</param>
    /// <param name="warehouseRoot">The server's warehouse directory, which takes the recorded one's place in every text.</param>
    /// <param name="ct">Stops between or within calls.</param>
    public static async Task<IReadOnlyList<CallResult>> RunAsync(EndPoint endpoint, Recording recording, string warehouseRoot, CancellationToken ct)
    {
        using var replayer = new Replayer(endpoint, recording, warehouseRoot);
        var lastCalls = recording.Calls.GroupBy(call => call.Connection).Select(group => group.Last()).ToHashSet(ReferenceEqualityComparer.Instance);
        var results = new List<CallResult>();
        foreach (var call in recording.Calls)
        {
            results.Add(await replayer.CallAsync(call, ct));
            if (lastCalls.Contains(call))
            {
                replayer.Close(call.Connection);
            }
        }

        return results;
    }

    public void Dispose()
    {
        foreach (var connection in connections.Values)
        {
            connection.Dispose();
        }
    }

    private async Task<CallResult> CallAsync(RecordedCall call, CancellationToken ct)
    {
        try
        {
            var differences = await AnswerDifferencesAsync(call, ct);
            return Result(call, differences);
        }
        catch (Exception error) when (error is SocketException or IOException or InvalidDataException or TimeoutException)
        {
            Close(call.Connection);
            return Result(call, [new Difference(DifferenceKind.Value, "connection", error.Message)]);
        }
    }

    private async Task<IReadOnlyList<Difference>> AnswerDifferencesAsync(RecordedCall call, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(AnswerTime);
        try
        {
            var request = WireReader.ReadMessage(call.Request);
            if (!connections.TryGetValue(call.Connection, out var connection))
            {
                connections[call.Connection] = connection = await ReplayConnection.OpenAsync(endpoint, deadline.Token);
            }

            await connection.SendAsync(WireWriter.Write(request with { Body = request.Body.WithTexts(paths.There) }), deadline.Token);
            if (request.Type == WireMessageType.Oneway || call.Reply is null)
            {
                return [];
            }

            var answer = await connection.ReceiveAsync(deadline.Token);
            return judge.Differences(call.Method, WireReader.ReadMessage(call.Reply), answer with { Body = answer.Body.WithTexts(paths.Back) }, request.SequenceId);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {AnswerTime.TotalSeconds} s");
        }
    }

    private static CallResult Result(RecordedCall call, IReadOnlyList<Difference> differences) => call.Judged
        ? new CallResult(call, [.. differences.Where(difference => difference.Kind != DifferenceKind.Text)], [.. differences.Where(difference => difference.Kind == DifferenceKind.Text)])
        : new CallResult(call, [], []);

    private void Close(int number)
    {
        if (connections.Remove(number, out var connection))
        {
            connection.Dispose();
        }
    }
}
