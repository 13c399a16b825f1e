using Metastore.Names;

namespace Metastore.Rpc;

/// <summary>
/// What there is nothing of, since the methods that would make it are not built: Hive's servers and clients ask for it without needing it,
/// and HiveServer2 does not start where it gets no answer. Events are answered as by a Hive without a notification log, which is its default.
/// </summary>
internal sealed partial class MetastoreHandler
{
    public Task<CurrentNotificationEventId> get_current_notificationEventId(CancellationToken cancellationToken = default) => Task.FromResult(new CurrentNotificationEventId(0));

    public Task<NotificationEventResponse> get_next_notification(NotificationEventRequest? rqst, CancellationToken cancellationToken = default) => Task.FromResult(new NotificationEventResponse([]));

    public Task<NotificationEventsCountResponse> get_notification_events_count(NotificationEventsCountRequest? rqst, CancellationToken cancellationToken = default) => Task.FromResult(new NotificationEventsCountResponse(0));

    // Nobody listens, but an event of a table that there isn't is an error.
    public async Task<FireEventResponse> fire_listener_event(FireEventRequest? rqst, CancellationToken cancellationToken = default)
    {
        await tables.RequireAsync(TableName.From(rqst!.CatName, rqst.DbName, rqst.TableName), cancellationToken);
        return new();
    }

    public Task<WMGetActiveResourcePlanResponse> get_active_resource_plan(WMGetActiveResourcePlanRequest? request, CancellationToken cancellationToken = default) => Task.FromResult(new WMGetActiveResourcePlanResponse());

    public Task<WMGetAllResourcePlanResponse> get_all_resource_plans(WMGetAllResourcePlanRequest? request, CancellationToken cancellationToken = default) => Task.FromResult(new WMGetAllResourcePlanResponse { ResourcePlans = [] });

    public Task<ScheduledQueryPollResponse> scheduled_query_poll(ScheduledQueryPollRequest? request, CancellationToken cancellationToken = default) => Task.FromResult(new ScheduledQueryPollResponse());

    public Task<List<string>> get_dataconnectors(CancellationToken cancellationToken = default) => Task.FromResult(new List<string>());
}
