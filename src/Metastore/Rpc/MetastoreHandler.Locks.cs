namespace Metastore.Rpc;

internal sealed partial class MetastoreHandler
{
    public Task<LockResponse> @lock(LockRequest? rqst, CancellationToken cancellationToken = default) => locks.LockAsync(rqst, cancellationToken);

    public Task<LockResponse> check_lock(CheckLockRequest? rqst, CancellationToken cancellationToken = default) => locks.CheckAsync(rqst!.Lockid, cancellationToken);

    public Task unlock(UnlockRequest? rqst, CancellationToken cancellationToken = default) => locks.UnlockAsync(rqst!.Lockid, cancellationToken);

    public Task<ShowLocksResponse> show_locks(ShowLocksRequest? rqst, CancellationToken cancellationToken = default) => locks.ListAsync(rqst, cancellationToken);
}
