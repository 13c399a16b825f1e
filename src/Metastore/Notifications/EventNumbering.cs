using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>
/// Gives events their numbers, after they have been committed: one that commits late gets a later number, so that nothing ever turns up below what
/// has been read. Each server does; where two do so at once, the counter's row lets one of them go first.
/// </summary>
internal sealed class EventNumbering(Db db, TimeProvider time) : IDisposable
{
    // Of messages, in one transaction.
    private const long MostCharacters = 8 << 20;

    private readonly SemaphoreSlim _turn = new(1);
    private OutboxBacklog _backlog = new();

    /// <summary>How many events waited for their numbers when that was last looked at.</summary>
    public long Waiting => _backlog.Count;

    /// <summary>For how long the first of them has waited by now.</summary>
    public TimeSpan Lag => _backlog.Oldest is { } oldest ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(oldest) : TimeSpan.Zero;

    /// <summary>Numbers all events committed by now.</summary>
    /// <exception cref="MetaException">The database takes no writes now.</exception>
    public async Task NumberAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _backlog = await db.ReadFreshAsync(tx => OutboxStore.MeasureAsync(tx, ct), ct);
            for (var left = _backlog.Count; left > 0;)
            {
                var numbered = await db.InSnapshotAsync(tx => NumberSomeAsync(tx, ct), ct);
                left = numbered.Count == 0 ? 0 : left - numbered.Count;
            }

            _backlog = new();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Numbers all events that this transaction sees, its own included, and returns their numbers by their ids in the outbox.</summary>
    public static async Task<Dictionary<long, long>> NumberAllAsync(Tx tx, CancellationToken ct)
    {
        var all = new Dictionary<long, long>();
        while (await NumberSomeAsync(tx, ct) is { Count: > 0 } some)
        {
            foreach (var (id, number) in some)
            {
                all.Add(id, number);
            }
        }

        return all;
    }

    public void Dispose() => _turn.Dispose();

    private static async Task<Dictionary<long, long>> NumberSomeAsync(Tx tx, CancellationToken ct)
    {
        var ids = Fitting(await OutboxStore.ListAsync(tx, ct));
        if (ids.Count == 0)
        {
            return [];
        }

        var last = await Counters.AddAsync(tx, NotificationStore.Counter, ids.Count, ct);
        var numbers = ids.Select((_, i) => last - ids.Count + 1 + i).ToList();
        await NotificationStore.AddAsync(tx, ids, numbers, ct);
        await OutboxStore.RemoveAsync(tx, ids, ct);
        return ids.Zip(numbers).ToDictionary();
    }

    private static List<long> Fitting(List<OutboxEntry> entries)
    {
        var size = 0L;
        return [.. entries.TakeWhile(entry => (size += entry.Size) <= MostCharacters || size == entry.Size).Select(entry => entry.Id)];
    }
}
