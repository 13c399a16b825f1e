namespace Metastore.Storage;

/// <summary>Lets one server at a time migrate: a row with an expiry, since CockroachDB has no advisory locks.</summary>
internal sealed class MigrationLease(Db db, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const int MostFailures = 5;
    private readonly string _holder = Guid.NewGuid().ToString();

    /// <summary>Waits for the lease, or prolongs it.</summary>
    public async Task TakeAsync(CancellationToken ct)
    {
        for (var failures = 0; ;)
        {
            try
            {
                if (await db.InTransactionAsync(tx => MigrationStore.TakeLeaseAsync(tx, _holder, tx.NowMillis + (long)Life.TotalMilliseconds, ct), ct))
                {
                    return;
                }
            }
            catch (MetaException) when (++failures < MostFailures)
            {
                // Servers that start at once roll each other back, it may be more often than a write is tried.
            }

            await Task.Delay(Pause, time, ct);
        }
    }

    public Task ReleaseAsync() => db.InTransactionAsync(tx => MigrationStore.ReleaseLeaseAsync(tx, _holder, CancellationToken.None), CancellationToken.None);
}
