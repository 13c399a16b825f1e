using Metastore.Storage;

namespace Metastore.ScheduledQueries;

/// <summary>Gives out scheduled queries to Hive's servers when they are due, and keeps what becomes of them.</summary>
internal sealed class ScheduledExecutions(Db db, TimeProvider time)
{
    // metastore.scheduled.queries.execution.timeout and .executions.max.age
    private static readonly int Timeout = (int)TimeSpan.FromSeconds(120).TotalSeconds;
    private static readonly int MaxAge = (int)TimeSpan.FromDays(30).TotalSeconds;

    /// <summary>Begins an execution of the query that has been due longest; an empty answer if none is (<c>ObjectStore.scheduledQueryPoll</c>).</summary>
    public async Task<ScheduledQueryPollResponse> PollAsync(ScheduledQueryPollRequest? request, CancellationToken ct)
    {
        var wanted = request?.ClusterNamespace ?? throw Errors.Internal();
        return await db.ReadFreshAsync(tx => DueAsync(tx, wanted, ct), ct) is null ? new() : await db.InTransactionAsync(tx => BeginAsync(tx, wanted, ct), ct);
    }

    /// <summary>Notes what a server says of an execution (<c>ObjectStore.scheduledQueryProgress</c>).</summary>
    /// <exception cref="MetaException">There is no such execution.</exception>
    /// <exception cref="InvalidOperationException">It has ended, or this is no state to come to.</exception>
    public Task ReportAsync(ScheduledQueryProgressInfo? info, CancellationToken ct)
    {
        var given = info ?? throw Errors.Internal();
        return db.InTransactionAsync(
            async tx =>
            {
                var row = await ScheduledExecutionStore.FindAsync(tx, given.ScheduledExecutionId, ct) ?? throw Missing();
                RequireChange(row.State, given.State);
                var changed = row with { ExecutorQueryId = given.ExecutorQueryId ?? row.ExecutorQueryId, ErrorMessage = given.ErrorMessage ?? row.ErrorMessage };
                await (given.State == QueryState.EXECUTING
                    ? ScheduledExecutionStore.UpdateAsync(tx, changed with { State = given.State, Updated = tx.Now }, ct)
                    : EndAsync(tx, changed, given.State, ct));
            },
            ct);
    }

    private static Task<ScheduledQueryRow?> DueAsync(Tx tx, string clusterNamespace, CancellationToken ct) =>
        ScheduledQueryStore.FindDueAsync(tx, clusterNamespace, tx.Now - Timeout, ct);

    private async Task<ScheduledQueryPollResponse> BeginAsync(Tx tx, string clusterNamespace, CancellationToken ct)
    {
        if (await DueAsync(tx, clusterNamespace, ct) is not { } row)
        {
            return new();
        }

        await TimeOutAsync(tx, row, ct);
        await ScheduledExecutionStore.DeleteOldAsync(tx, row, tx.Now - MaxAge, ct);
        var id = await ScheduledExecutionStore.NextIdAsync(tx, ct);
        await ScheduledExecutionStore.AddAsync(tx, new() { Id = id, Namespace = row.Namespace, Name = row.Name, State = QueryState.INITED, Started = tx.Now, Updated = tx.Now }, ct);
        var query = row.ToQuery();
        var next = Schedule.Next(query.Schedule, tx.Now, time.LocalTimeZone);
        await ScheduledQueryStore.UpdateAsync(tx, ScheduledQueryRow.From(ScheduledQueryService.At(query, next)) with { Execution = id }, ct);
        return new() { ScheduleKey = query.ScheduleKey, ExecutionId = id, Query = $"/* schedule: {row.Name} */{query.Query}", User = query.User };
    }

    private static async Task TimeOutAsync(Tx tx, ScheduledQueryRow query, CancellationToken ct)
    {
        if (query.Execution is { } id && await ScheduledExecutionStore.FindAsync(tx, id, ct) is { } silent)
        {
            var reason = $"Query stuck in: {silent.State} state for >{Timeout} seconds. Execution timed out.";
            await EndAsync(tx, silent with { ErrorMessage = reason }, QueryState.TIMED_OUT, ct);
        }
    }

    private static async Task EndAsync(Tx tx, ScheduledExecutionRow row, QueryState state, CancellationToken ct)
    {
        await ScheduledExecutionStore.UpdateAsync(tx, row with { State = state, Updated = null, Ended = tx.Now }, ct);
        await ScheduledQueryStore.ReleaseAsync(tx, row, ct);
    }

    private static void RequireChange(QueryState before, QueryState after)
    {
        if (after == QueryState.INITED || before is not (QueryState.INITED or QueryState.EXECUTING))
        {
            throw Errors.InvalidOperation($"Invalid state change: {before}=>{after}");
        }

        if (after is not (QueryState.EXECUTING or QueryState.FAILED or QueryState.FINISHED or QueryState.TIMED_OUT))
        {
            throw Errors.InvalidOperation($"invalid state: {after}");
        }
    }

    // In the words of the library that Hive keeps its objects with.
    private static MetaException Missing() => Errors.Meta(
        "JDOObjectNotFoundException: No such database row\nRoot cause: org.datanucleus.exceptions.NucleusObjectNotFoundException: No such database row");
}
