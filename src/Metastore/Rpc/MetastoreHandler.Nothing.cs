namespace Metastore.Rpc;

/// <summary>
/// What there is nothing of, since the methods that would make it are not built: Hive's servers and clients ask for it without needing it,
/// and HiveServer2 does not start where it gets no answer.
/// </summary>
internal sealed partial class MetastoreHandler
{
    public Task<ScheduledQueryPollResponse> scheduled_query_poll(ScheduledQueryPollRequest? request, CancellationToken cancellationToken = default) => Task.FromResult(new ScheduledQueryPollResponse());
}
