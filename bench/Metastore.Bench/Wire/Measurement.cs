using System.Diagnostics;

namespace Metastore.Bench.Wire;

/// <summary>The times of calls, worker by worker.</summary>
internal sealed class Measurement(IEnumerable<List<long>> workers)
{
    private readonly List<List<long>> _workers = [.. workers];

    /// <summary>Calls per second: of each worker in the time that it waited for answers, summed up.</summary>
    public double Rate => _workers.Where(times => times.Count > 0).Sum(times => times.Count / (times.Sum() / (double)Stopwatch.Frequency));

    /// <summary>The time in milliseconds that this share of the calls did not exceed.</summary>
    public double Percentile(double share)
    {
        var all = _workers.SelectMany(times => times).Order().ToArray();
        return all[Math.Min((int)(share * all.Length), all.Length - 1)] * 1000.0 / Stopwatch.Frequency;
    }
}
