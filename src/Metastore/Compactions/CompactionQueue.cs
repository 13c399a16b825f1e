using Metastore.Storage;
using Metastore.Transactions;

namespace Metastore.Compactions;

/// <summary>What compactions are asked for, and what has become of them. The work is done by workers elsewhere (<see cref="CompactionWork"/>).</summary>
internal sealed class CompactionQueue(Db db, WriteTurn turn)
{
    /// <summary>Asks for a compaction of a table or partition, whether that exists or not, unless that has been done (<c>TxnHandler.compact</c>).</summary>
    public Task<CompactionResponse> RequestAsync(CompactionRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return turn.RunAsync(
            async tx =>
            {
                if (await CompactionStore.ListPendingAsync(tx, CompactionRow.From(request, 0, tx), [request.Partitionname ?? ""], ct) is [var pending, ..])
                {
                    return new CompactionResponse(-1, CompactionState.Describe(CompactionState.Refused), false)
                    {
                        Errormessage = $"Compaction is already scheduled with state='{CompactionState.Describe(pending.State)}' and id={pending.Id}",
                    };
                }

                var row = CompactionRow.From(request, await CompactionStore.NextIdAsync(tx, ct), tx);
                await CompactionStore.AddAsync(tx, row, ct);
                return new CompactionResponse(row.Id, CompactionState.Describe(row.State), true);
            },
            ct);
    }

    /// <summary>Asks for the same compaction of many partitions, or of the table where one is named "", unless that has been done.</summary>
    public static async Task RequestAsync(Tx tx, CompactionRequest request, IReadOnlyCollection<string> partitions, CancellationToken ct)
    {
        var row = CompactionRow.From(request, 0, tx);
        var pending = await CompactionStore.ListPendingAsync(tx, row, partitions, ct);
        var wanted = partitions.Except(pending.Select(other => other.PartitionName)).ToList();
        await CompactionStore.AddAsync(tx, row, wanted, await CompactionStore.LastIdAsync(tx, wanted.Count, ct), ct);
    }

    /// <summary>Notes a compaction whose result is there, for the old files to be removed.</summary>
    public Task<bool> SubmitAsync(CompactionRequest? request, long highestWriteId, long txn, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return turn.RunAsync(
            async tx =>
            {
                var row = CompactionRow.From(request, await CompactionStore.NextIdAsync(tx, ct), tx);
                await CompactionStore.AddAsync(tx, row with { State = CompactionState.ReadyForCleaning, HighestWriteId = highestWriteId, TxnId = txn }, ct);
                return true;
            },
            ct);
    }

    /// <summary>Compactions in the order of <see cref="CompactionOrder"/>; the request may name what to show, and how much of it.</summary>
    /// <exception cref="Thrift.TApplicationException">The order is none.</exception>
    public async Task<ShowCompactResponse> ListAsync(ShowCompactRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sort = CompactionOrder.Parse(request.Order);
        var rows = sort(await db.ReadFreshAsync(
            tx => CompactionStore.ListAsync(
                tx,
                Math.Max(0, request.Id),
                request.DbName?.ToLowerInvariant() ?? "",
                request.TbName?.ToLowerInvariant() ?? "",
                request.PartName ?? "",
                request.PoolName ?? "",
                CompactionState.Parse(request.State ?? ""),
                (long)request.Type,
                ct),
            ct));
        return new([.. (request.Limit > 0 ? rows.Take((int)Math.Min(request.Limit, int.MaxValue)) : rows).Select(row => row.ToElement())]);
    }

    /// <summary>Gives up compactions that nobody has begun; tells for each how that went.</summary>
    public Task<AbortCompactResponse> AbortAsync(AbortCompactionRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return turn.RunAsync(
            async tx =>
            {
                var answers = new Dictionary<long, AbortCompactionResponseElement>();
                foreach (var id in (request.CompactionIds ?? []).Distinct())
                {
                    answers[id] = await AbortAsync(tx, id, ct);
                }

                return new AbortCompactResponse(answers);
            },
            ct);
    }

    /// <summary>The newest compaction of a table, or of each of its partitions, whose result is there and that is newer than the one named.</summary>
    public async Task<GetLatestCommittedCompactionInfoResponse> LatestAsync(GetLatestCommittedCompactionInfoRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (database, table) = (request.Dbname!.ToLowerInvariant(), request.Tablename!.ToLowerInvariant());
        var rows = await db.ReadFreshAsync(tx => CompactionStore.ListCommittedAsync(tx, database, table, request.LastCompactionId, ct), ct);
        return new([.. rows
            .Where(row => request.Partitionnames is not { Count: > 0 } names || names.Contains(row.PartitionName))
            .DistinctBy(row => row.PartitionName)
            .Select(row => new CompactionInfoStruct(row.Id, row.Database, row.TableName, row.Type) { Partitionname = row.PartitionName.Length > 0 ? row.PartitionName : null })]);
    }

    private static async Task<AbortCompactionResponseElement> AbortAsync(Tx tx, long id, CancellationToken ct)
    {
        var row = await CompactionStore.FindAsync(tx, id, ct);
        if (row?.State != CompactionState.Initiated)
        {
            return new(id)
            {
                Status = "Error",
                Message = row is null ? "No Such Compaction Id Available"
                    : $"Error while aborting compaction as compaction is in state-{CompactionState.Describe(row.State)}",
            };
        }

        await CompactionStore.EndAsync(tx, row, CompactionState.Aborted, "Compaction aborted on request", ct);
        return new(id) { Status = "Success", Message = "Successfully aborted compaction" };
    }
}
