using Metastore.Storage;

namespace Metastore.ScheduledQueries;

/// <summary>Queries that Hive's servers run at certain times. They ask here which one is due; none is run by the metastore.</summary>
internal sealed class ScheduledQueryService(Db db, TimeProvider time)
{
    /// <summary>Makes, changes or removes a query (<c>ObjectStore.scheduledQueryMaintenance</c>).</summary>
    /// <exception cref="AlreadyExistsException">There is one of that name in its namespace.</exception>
    /// <exception cref="NoSuchObjectException">There is none to change or to remove.</exception>
    /// <exception cref="InvalidInputException">Its schedule is not valid.</exception>
    public Task MaintainAsync(ScheduledQueryMaintenanceRequest? request, CancellationToken ct)
    {
        var query = request?.ScheduledQuery ?? throw Errors.Internal();
        return request.Type switch
        {
            ScheduledQueryMaintenanceRequestType.CREATE => db.InTransactionAsync(tx => AddAsync(tx, query, ct), ct),
            ScheduledQueryMaintenanceRequestType.ALTER => db.InTransactionAsync(tx => ReplaceAsync(tx, query, ct), ct),
            ScheduledQueryMaintenanceRequestType.DROP => db.InTransactionAsync(tx => RemoveAsync(tx, query.ScheduleKey!, ct), ct),
            _ => throw Errors.Meta("invalid request"),
        };
    }

    /// <exception cref="NoSuchObjectException">There is none of that name in that namespace.</exception>
    public async Task<ScheduledQuery> GetAsync(ScheduledQueryKey? key, CancellationToken ct)
    {
        var wanted = key ?? throw Errors.Internal();
        var row = await db.ReadAsync(tx => ScheduledQueryStore.FindAsync(tx, wanted, ct), ct);
        return row?.ToQuery() ?? throw Errors.NoSuchObject($"There is no scheduled query for: {Text(wanted)}");
    }

    /// <summary>A copy with the time of its next execution.</summary>
    public static ScheduledQuery At(ScheduledQuery query, int? next)
    {
        var copy = new ScheduledQuery { ScheduleKey = query.ScheduleKey, Enabled = query.Enabled, Schedule = query.Schedule, User = query.User, Query = query.Query };
        if (next is { } seconds)
        {
            copy.NextExecution = seconds;
        }

        return copy;
    }

    private async Task AddAsync(Tx tx, ScheduledQuery query, CancellationToken ct)
    {
        if (await ScheduledQueryStore.FindAsync(tx, query.ScheduleKey!, ct) is not null
            || !await ScheduledQueryStore.AddAsync(tx, ScheduledQueryRow.From(At(query, Next(tx, query))), ct))
        {
            throw Errors.AlreadyExists($"Scheduled query with name: {Text(query.ScheduleKey!)} already exists.");
        }
    }

    // A client that sets the time has it run then, whatever the schedule.
    private async Task ReplaceAsync(Tx tx, ScheduledQuery query, CancellationToken ct)
    {
        var old = await ScheduledQueryStore.FindAsync(tx, query.ScheduleKey!, ct) ?? throw Missing(query.ScheduleKey!);
        var next = query.__isset.nextExecution ? query.NextExecution : Next(tx, query);
        await ScheduledQueryStore.UpdateAsync(tx, ScheduledQueryRow.From(At(query, next)) with { Execution = old.Execution }, ct);
    }

    private static async Task RemoveAsync(Tx tx, ScheduledQueryKey key, CancellationToken ct)
    {
        if (!await ScheduledQueryStore.DeleteAsync(tx, key, ct))
        {
            throw Missing(key);
        }

        await ScheduledExecutionStore.DeleteAllAsync(tx, key, ct);
    }

    private int? Next(Tx tx, ScheduledQuery query) => Schedule.Next(query.Schedule, tx.Now, time.LocalTimeZone);

    private static NoSuchObjectException Missing(ScheduledQueryKey key) => Errors.NoSuchObject($"Scheduled query with name: {Text(key)} doesn't exists.");

    private static string Text(ScheduledQueryKey key) => $"{key.ScheduleName}@{key.ClusterNamespace}";
}
