using System.Diagnostics;

namespace Metastore.Bench.Regions;

/// <summary>What came back in one phase.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly List<long> _times = [];
    private int _stale;
    private TimeSpan _oldest;
    private int _errors;
    private string _lastError = "";

    /// <summary>A call succeeded; <paramref name="age"/> is how old its answer was, null if it was fresh.</summary>
    public void Served(long ticks, TimeSpan? age)
    {
        lock (_gate)
        {
            _times.Add(ticks);
            if (age is { } old)
            {
                _stale++;
                _oldest = old > _oldest ? old : _oldest;
            }
        }
    }

    public void Failed(string error)
    {
        lock (_gate)
        {
            _errors++;
            _lastError = error;
        }
    }

    /// <summary>served | stale | oldest in s | errors | p50 | p99 in ms | the last error.</summary>
    public string Row()
    {
        lock (_gate)
        {
            _times.Sort();
            return $"{_times.Count} | {_stale} | {_oldest.TotalSeconds:F1} | {_errors} | {Percentile(0.5)} | {Percentile(0.99)} | {_lastError}";
        }
    }

    private string Percentile(double share) =>
        _times.Count == 0 ? "–" : $"{_times[Math.Min((int)(share * _times.Count), _times.Count - 1)] * 1000.0 / Stopwatch.Frequency:F2}";
}
