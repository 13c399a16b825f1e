namespace Metastore.Storage;

/// <summary>Makes ids that no other server makes: 41 bits of milliseconds, then 22 bits of chance. Nearly ascending, never negative.</summary>
internal sealed class Ids(TimeProvider time)
{
    private static readonly long Epoch = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public long Next() => ((time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22) | (uint)Random.Shared.Next(1 << 22);
}
