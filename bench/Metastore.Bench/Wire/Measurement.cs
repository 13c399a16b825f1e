using System.Diagnostics;

namespace Metastore.Bench.Wire;

/// <summary>The times of calls, worker by worker, and the bytes that the server allocated meanwhile.</summary>
/// <param name="workers">Each worker's times, in ticks of the stopwatch.</param>
/// <param name="allocated">Bytes in all.</param>
/// <param name="elapsed">How long all workers asked without a pause; null where they did other things in between.</param>
internal sealed class Measurement(IEnumerable<List<long>> workers, long allocated = 0, TimeSpan? elapsed = null)
{
    private readonly List<List<long>> _workers = [.. workers];

    /// <summary>Calls per second; where there were pauses, of each worker in the time that it waited for answers, summed up.</summary>
    public double Rate => elapsed is { } all ? _workers.Sum(times => times.Count) / all.TotalSeconds : _workers.Where(times => times.Count > 0).Sum(times => times.Count / (times.Sum() / (double)Stopwatch.Frequency));

    /// <summary>Bytes that the server allocated per call, what restores the state after it included.</summary>
    public double AllocatedPerCall => (double)allocated / _workers.Sum(times => times.Count);

    /// <summary>The time in milliseconds that this share of the calls did not exceed.</summary>
    public double Percentile(double share)
    {
        var all = _workers.SelectMany(times => times).Order().ToArray();
        return all[Math.Min((int)(share * all.Length), all.Length - 1)] * 1000.0 / Stopwatch.Frequency;
    }
}
