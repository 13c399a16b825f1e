using Metastore.Storage;

namespace Metastore.Statistics;

/// <summary>What Hive's server has seen its operators do, kept as the bytes it sends, for three days.</summary>
internal sealed class RuntimeStatistics(Db db, Ids ids)
{
    // Hive: metastore.runtime.stats.max.age.
    private static readonly int MaxAge = (int)TimeSpan.FromDays(3).TotalSeconds;

    /// <summary>Adds one; its time is the server's (<c>HMSHandler.add_runtime_stats</c>).</summary>
    public Task AddAsync(RuntimeStat? given, CancellationToken ct)
    {
        var id = ids.Next();
        return db.InTransactionAsync(
            async tx =>
            {
                await RuntimeStatisticsStore.DeleteAsync(tx, tx.Now - MaxAge, ct);
                await RuntimeStatisticsStore.AddAsync(tx, id, given ?? throw Errors.Internal(), ct);
            },
            ct);
    }

    /// <summary>Those made before a time, the newest first, as long as their weights do not exceed a sum; negative is no bound.</summary>
    public async Task<List<RuntimeStat>> GetAsync(GetRuntimeStatsRequest? request, CancellationToken ct)
    {
        var found = await db.ReadAsync(tx => RuntimeStatisticsStore.ListAsync(tx, request!.MaxCreateTime, ct), ct);
        var weight = 0L;
        return [.. found.TakeWhile(stat => request!.MaxWeight < 0 || (weight += stat.Weight) <= request.MaxWeight)];
    }
}
