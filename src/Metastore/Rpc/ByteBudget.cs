using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>
/// Counts the bytes that requests of all connections hold, and makes the next one wait when there are too many: a caller may hold as much as is free.
/// </summary>
internal sealed class ByteBudget(IOptions<LimitOptions> limits, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private long _used;

    /// <summary>Bytes held now.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>
    /// Takes <paramref name="bytes"/> more than the <paramref name="held"/>, waiting for others to give some back; false when that took too long.
    /// A reply belongs to no caller and is a caller of its own.
    /// </summary>
    public ValueTask<bool> TakeAsync(long bytes, long held, Caller? caller, CancellationToken ct) =>
        TryTake(bytes, held, caller) ? new(true) : WaitAsync(bytes, held, caller, ct);

    public void Return(long bytes, Caller? caller)
    {
        Interlocked.Add(ref _used, -bytes);
        caller?.AddBytes(-bytes);
    }

    private bool TryTake(long bytes, long held, Caller? caller)
    {
        var now = Interlocked.Add(ref _used, bytes);
        // Who is alone always gets what the size of a message allows.
        if (now + (caller?.Bytes ?? held) <= limits.Value.BytesInFlight || now == held + bytes)
        {
            caller?.AddBytes(bytes);
            return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    private async ValueTask<bool> WaitAsync(long bytes, long held, Caller? caller, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < limits.Value.Wait)
        {
            await Task.Delay(Pause, time, ct);
            if (TryTake(bytes, held, caller))
            {
                return true;
            }
        }

        return false;
    }
}
