using System.Diagnostics;
using System.Net;

namespace Metastore.Bench.Wire;

/// <summary>Asks questions: each worker is a thread with a connection, and waits for an answer before it asks again.</summary>
internal sealed class Runner(EndPoint endpoint, TimeSpan time, Func<long> allocated)
{
    private const int FewestCalls = 5;

    // A port that was used stays taken for a while after the connection has been closed.
    private const int MostConnections = 4000;

    /// <summary>Measures with as many workers; each opens a connection for every round if it is to <paramref name="reconnect"/>.</summary>
    public Measurement Run(Question question, int workers, bool reconnect)
    {
        var before = 0L;
        using var start = new Barrier(workers, _ => before = allocated());
        var times = new List<long>[workers];
        Exception? failure = null;
        var threads = Enumerable.Range(0, workers).Select(worker => new Thread(() =>
        {
            try
            {
                times[worker] = Work(question, worker, start, reconnect, MostConnections / workers);
            }
            catch (Exception e)
            {
                failure = e;
                start.RemoveParticipant();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return failure is null ? new Measurement(times, allocated() - before) : throw new BenchException(BenchException.TextOf(failure));
    }

    private List<long> Work(Question question, int worker, Barrier start, bool reconnect, int mostConnections)
    {
        using var connection = new WireConnection(endpoint);
        var rounds = question.Rounds(worker, connection);
        foreach (var round in rounds)
        {
            _ = Ask(round, connection, reconnect: false);
        }

        start.SignalAndWait();
        var times = new List<long>(1 << 16);
        var begun = Stopwatch.GetTimestamp();
        while ((times.Count < FewestCalls || Stopwatch.GetElapsedTime(begun) < time) && (!reconnect || times.Count < mostConnections))
        {
            times.Add(Ask(rounds[times.Count % rounds.Count], connection, reconnect));
        }

        return times;
    }

    private long Ask(Round round, WireConnection connection, bool reconnect)
    {
        var begun = Stopwatch.GetTimestamp();
        if (reconnect)
        {
            using var own = new WireConnection(endpoint);
            Array.ForEach(round.Measured, request => request.Run(own));
        }
        else
        {
            Array.ForEach(round.Measured, request => request.Run(connection));
        }

        var taken = Stopwatch.GetTimestamp() - begun;
        Array.ForEach(round.Restore, request => request.Run(connection));
        return taken;
    }
}
