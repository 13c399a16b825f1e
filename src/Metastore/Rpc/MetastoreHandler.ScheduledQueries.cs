namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task scheduled_query_maintenance(ScheduledQueryMaintenanceRequest? request, CancellationToken cancellationToken = default) =>
        scheduledQueries.MaintainAsync(request, cancellationToken);

    public Task<ScheduledQuery> get_scheduled_query(ScheduledQueryKey? scheduleKey, CancellationToken cancellationToken = default) =>
        scheduledQueries.GetAsync(scheduleKey, cancellationToken);

    public Task<ScheduledQueryPollResponse> scheduled_query_poll(ScheduledQueryPollRequest? request, CancellationToken cancellationToken = default) =>
        scheduledExecutions.PollAsync(request, cancellationToken);

    public Task scheduled_query_progress(ScheduledQueryProgressInfo? info, CancellationToken cancellationToken = default) =>
        scheduledExecutions.ReportAsync(info, cancellationToken);
}
