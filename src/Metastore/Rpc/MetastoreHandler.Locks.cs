namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<LockResponse> @lock(LockRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("lock");

    public Task<LockResponse> check_lock(CheckLockRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("check_lock");

    public Task unlock(UnlockRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("unlock");

    public Task<ShowLocksResponse> show_locks(ShowLocksRequest? rqst, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("show_locks");

    public Task heartbeat(HeartbeatRequest? ids, CancellationToken cancellationToken = default) => throw Errors.NotBuilt("heartbeat");
}
