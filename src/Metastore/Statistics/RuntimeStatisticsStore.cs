using Metastore.Storage;

namespace Metastore.Statistics;

/// <summary>The rows of runtime statistics, by the order of their ids.</summary>
internal static class RuntimeStatisticsStore
{
    public static Task AddAsync(Tx tx, long id, RuntimeStat given, CancellationToken ct) => tx.ExecuteAsync(
        "INSERT INTO runtime_statistics (id, create_time, weight, payload) VALUES (@id, @Now, @Weight, @Payload)",
        new { id, tx.Now, given.Weight, Payload = given.Payload ?? [] },
        ct);

    /// <summary>Those made before a time (negative: all), the newest first.</summary>
    public static Task<List<RuntimeStat>> ListAsync(Tx tx, int before, CancellationToken ct) => tx.QueryAsync<RuntimeStat>(
        """
        SELECT create_time, weight, payload
        FROM runtime_statistics
        WHERE create_time < @before OR @before < 0
        ORDER BY create_time DESC, id DESC
        """,
        new { before },
        ct);

    /// <summary>Forgets those made before a time.</summary>
    public static Task DeleteAsync(Tx tx, int before, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM runtime_statistics WHERE create_time < @before", new { before }, ct);
}
