using Metastore.Names;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Transactions;

namespace Metastore.Compactions;

/// <summary>What the workers of compactions, which run elsewhere, ask for and report (<c>CompactionTxnHandler</c>).</summary>
internal sealed class CompactionWork(Db db, WriteTurn turn)
{
    // hive.compactor.worker.pool.timeout, hive.compactor.worker.timeout
    private static readonly TimeSpan PoolTimeout = TimeSpan.FromHours(12);
    private static readonly TimeSpan WorkerTimeout = TimeSpan.FromDays(1);

    /// <summary>Gives the worker the oldest compaction of its pool that nobody has begun; an empty answer if there is none.</summary>
    public async Task<OptionalCompactionInfoStruct> TakeAsync(FindNextCompactRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pool = request.PoolName ?? "";

        // Workers ask all the time, mostly in vain.
        if (!await db.ReadFreshAsync(tx => CompactionStore.HasWorkAsync(tx, pool, Before(tx, PoolTimeout), Before(tx, WorkerTimeout), ct), ct))
        {
            return new();
        }

        var row = await turn.RunAsync(
            tx => CompactionStore.TakeAsync(tx, request.WorkerId, request.WorkerVersion, pool, Before(tx, PoolTimeout), Before(tx, WorkerTimeout), ct), ct);
        return row is null ? new() : new() { Ci = row.ToWork() };
    }

    /// <summary>Notes which writes the worker compacts, and in which transaction.</summary>
    /// <exception cref="Thrift.TApplicationException">There is no such compaction, or it is done.</exception>
    public Task SetWorkAsync(CompactionInfoStruct? info, long txn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(info);
        return turn.RunAsync(
            async tx =>
            {
                if (!await CompactionStore.SetWorkAsync(tx, info.Id, info.HighestWriteId, info.Runas, txn, ct))
                {
                    throw Errors.Internal();
                }

                // Should it be aborted, its files have to go before its transaction may.
                await ComponentStore.AddAsync(tx, [new(txn, info.Dbname.ToLowerInvariant(), info.Tablename.ToLowerInvariant(), info.Partitionname ?? "", ComponentRow.Compaction)], ct);
            },
            ct);
    }

    public Task SetJobAsync(string? job, long id, CancellationToken ct) => turn.RunAsync(tx => CompactionStore.SetJobAsync(tx, id, job, ct), ct);

    /// <summary>The compacted files are there.</summary>
    public Task SetReadyAsync(CompactionInfoStruct? info, CancellationToken ct) => turn.RunAsync(tx => CompactionStore.SetReadyAsync(tx, info!.Id, ct), ct);

    /// <summary>The old files are gone, and with them what was kept about their writes.</summary>
    /// <exception cref="Thrift.TApplicationException">There is no such compaction, or it is done.</exception>
    public Task SetCleanedAsync(CompactionInfoStruct? info, CancellationToken ct) => turn.RunAsync(
        async tx =>
        {
            var row = await FindPendingAsync(tx, info!.Id, ct);
            await CompactionStore.EndAsync(tx, row, CompactionState.Succeeded, null, ct);
            await CompactedWriteStore.ForgetAsync(tx, row, ct);
        },
        ct);

    /// <summary>The compaction failed, or did not even come into the queue.</summary>
    /// <exception cref="Thrift.TApplicationException">There is no such compaction, or it is done.</exception>
    public Task SetFailedAsync(CompactionInfoStruct? info, CancellationToken ct) => turn.RunAsync(
        async tx =>
        {
            var row = info!.Id > 0 ? await FindPendingAsync(tx, info.Id, ct) : await AddAsync(tx, info, ct);
            await CompactionStore.EndAsync(tx, row, info.Id > 0 ? CompactionState.Failed : CompactionState.DidNotInitiate, info.ErrorMessage, ct);
        },
        ct);

    /// <summary>There is nothing to compact.</summary>
    /// <exception cref="Thrift.TApplicationException">There is no such compaction, or it is done.</exception>
    public Task SetRefusedAsync(CompactionInfoStruct? info, CancellationToken ct) => turn.RunAsync(
        async tx => await CompactionStore.EndAsync(tx, await FindPendingAsync(tx, info!.Id, ct), CompactionState.Refused, info.ErrorMessage, ct), ct);

    /// <summary>The columns of the table or partition that have statistics, which a compaction makes out of date.</summary>
    public Task<List<string>> ColumnsWithStatisticsAsync(CompactionInfoStruct? info, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var row = await TableStore.FindAsync(tx, TableName.From(null, info!.Dbname, info.Tablename), ct);
            var known = row is null ? [] : await StatisticsStore.ListAsync(tx, row.Id, [info.Partitionname ?? StatisticsStore.WholeTable], ct);
            return known.Select(column => column.ColumnName).Distinct().ToList();
        },
        ct);

    private static async Task<CompactionRow> FindPendingAsync(Tx tx, long id, CancellationToken ct) =>
        await CompactionStore.FindAsync(tx, id, ct) is { Ended: null } row ? row : throw Errors.Internal();

    private static async Task<CompactionRow> AddAsync(Tx tx, CompactionInfoStruct info, CancellationToken ct)
    {
        var row = CompactionRow.From(
            new(info.Dbname, info.Tablename, info.Type) { Partitionname = info.Partitionname, Runas = info.Runas, PoolName = info.Poolname },
            await CompactionStore.NextIdAsync(tx, ct),
            tx);
        await CompactionStore.AddAsync(tx, row, ct);
        return row;
    }

    private static long Before(Tx tx, TimeSpan age) => tx.NowMillis - (long)age.TotalMilliseconds;
}
