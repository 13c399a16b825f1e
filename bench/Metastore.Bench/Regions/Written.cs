using System.Collections.Concurrent;
using System.Diagnostics;

namespace Metastore.Bench.Regions;

/// <summary>The numbers that were written and acknowledged, one after the other, and when.</summary>
internal sealed class Written
{
    private readonly ConcurrentDictionary<long, long> _acknowledged = new();
    private long _last;

    /// <summary>The highest number that was acknowledged.</summary>
    public long Last => Volatile.Read(ref _last);

    public void Acknowledge(long number)
    {
        _acknowledged[number] = Stopwatch.GetTimestamp();
        Volatile.Write(ref _last, number);
    }

    /// <summary>How old the answer <paramref name="read"/> was to a question asked when <paramref name="last"/> had been acknowledged; null if it was fresh.</summary>
    public TimeSpan? Age(long read, long last, long asked)
    {
        if (read >= last)
        {
            return null;
        }

        // Old since the first acknowledged number that it lacks.
        var next = read + 1;
        while (!_acknowledged.ContainsKey(next))
        {
            next++;
        }

        return Stopwatch.GetElapsedTime(_acknowledged[next], asked);
    }
}
