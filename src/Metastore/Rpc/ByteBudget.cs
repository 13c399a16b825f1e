using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>Counts the bytes that requests of all connections hold, and makes the next one wait when there are too many.</summary>
internal sealed class ByteBudget(IOptions<LimitOptions> limits, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private long used;

    /// <summary>Bytes held now.</summary>
    public long Used => Interlocked.Read(ref used);

    /// <summary>Takes <paramref name="bytes"/>, waiting for others to give some back; false when that took too long.</summary>
    public ValueTask<bool> TakeAsync(int bytes, CancellationToken ct) => TryTake(bytes) ? new(true) : WaitAsync(bytes, ct);

    public void Return(int bytes) => Interlocked.Add(ref used, -bytes);

    private bool TryTake(int bytes)
    {
        var now = Interlocked.Add(ref used, bytes);
        // Who is alone always gets what the size of a message allows.
        if (now <= limits.Value.BytesInFlight || now == bytes)
        {
            return true;
        }

        Return(bytes);
        return false;
    }

    private async ValueTask<bool> WaitAsync(int bytes, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < limits.Value.BytesInFlightWait)
        {
            await Task.Delay(Pause, time, ct);
            if (TryTake(bytes))
            {
                return true;
            }
        }

        return false;
    }
}
