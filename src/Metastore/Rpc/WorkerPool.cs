using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace Metastore.Rpc;

/// <summary>Lends workers to connections that have a request, so that idle connections cost little.</summary>
internal sealed class WorkerPool(IOptions<LimitOptions> limits, CallJournal journal, LastAnswers lastAnswers, ByteBudget budget)
{
    private const int Kept = 256;
    private readonly ObjectPool<RpcWorker> _pool = new DefaultObjectPool<RpcWorker>(new Policy(limits.Value, journal, lastAnswers, budget), Kept);

    public RpcWorker Rent() => _pool.Get();

    public void Return(RpcWorker worker) => _pool.Return(worker);

    private sealed class Policy(LimitOptions limits, CallJournal journal, LastAnswers lastAnswers, ByteBudget budget) : IPooledObjectPolicy<RpcWorker>
    {
        public RpcWorker Create() => new(limits, journal, lastAnswers, budget);

        public bool Return(RpcWorker obj)
        {
            var isReusable = obj.Detach();
            if (!isReusable)
            {
                obj.Dispose();
            }

            return isReusable;
        }
    }
}
