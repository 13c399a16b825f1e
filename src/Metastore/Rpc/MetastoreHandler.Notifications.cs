namespace Metastore.Rpc;

/// <summary>The notification log.</summary>
internal sealed partial class MetastoreHandler
{
    public Task<NotificationEventResponse> get_next_notification(NotificationEventRequest? rqst, CancellationToken cancellationToken = default) => notifications.GetNextAsync(rqst, cancellationToken);

    public Task<CurrentNotificationEventId> get_current_notificationEventId(CancellationToken cancellationToken = default) => notifications.GetLastAsync(cancellationToken);

    public Task<NotificationEventsCountResponse> get_notification_events_count(NotificationEventsCountRequest? rqst, CancellationToken cancellationToken = default) => notifications.CountAsync(rqst, cancellationToken);

    public Task<FireEventResponse> fire_listener_event(FireEventRequest? rqst, CancellationToken cancellationToken = default) => fireEvent.RunAsync(rqst, cancellationToken);

    public Task<WriteNotificationLogResponse> add_write_notification_log(WriteNotificationLogRequest? rqst, CancellationToken cancellationToken = default) => writeNotifications.AddAsync(rqst, cancellationToken);

    public Task<WriteNotificationLogBatchResponse> add_write_notification_log_in_batch(WriteNotificationLogBatchRequest? rqst, CancellationToken cancellationToken = default) => writeNotifications.AddAsync(rqst, cancellationToken);

    public Task<List<WriteEventInfo>> get_all_write_event_info(GetAllWriteEventInfoRequest? request, CancellationToken cancellationToken = default) => writeNotifications.ListAsync(request, cancellationToken);

    // Nothing is kept for replication (Hive without metastore.repl.cm.enabled), so that there is nowhere to move files to.
    public Task<CmRecycleResponse> cm_recycle(CmRecycleRequest? request, CancellationToken cancellationToken = default) => Task.FromResult(new CmRecycleResponse());
}
