using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>Counts the bytes that requests of all connections hold, and makes the next one wait when there are too many.</summary>
internal sealed class ByteBudget(IOptions<LimitOptions> limits, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private long _used;

    /// <summary>Bytes held now.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Takes <paramref name="bytes"/> more than the <paramref name="held"/>, waiting for others to give some back; false when that took too long.</summary>
    public ValueTask<bool> TakeAsync(long bytes, long held, CancellationToken ct) => TryTake(bytes, held) ? new(true) : WaitAsync(bytes, held, ct);

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);

    private bool TryTake(long bytes, long held)
    {
        var now = Interlocked.Add(ref _used, bytes);
        // Who is alone always gets what the size of a message allows.
        if (now <= limits.Value.BytesInFlight || now == held + bytes)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    private async ValueTask<bool> WaitAsync(long bytes, long held, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < limits.Value.BytesInFlightWait)
        {
            await Task.Delay(Pause, time, ct);
            if (TryTake(bytes, held))
            {
                return true;
            }
        }

        return false;
    }
}
