namespace Metastore.Storage;

/// <summary>
/// Makes ids that no other server makes: 41 bits of milliseconds, then 22 bits of chance. Ascending within a process, never negative.
/// </summary>
internal sealed class Ids(TimeProvider time)
{
    private const int RandomBits = 22;
    private static readonly long Epoch = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly Lock _lock = new();
    private long _last;

    public long Next()
    {
        lock (_lock)
        {
            var candidate = ((time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << RandomBits) | (uint)Random.Shared.Next(1 << RandomBits);
            return _last = Math.Max(candidate, _last + 1);
        }
    }
}
