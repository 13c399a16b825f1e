using System.Globalization;
using Metastore.Notifications;
using Metastore.Storage;

namespace Metastore.Transactions;

/// <summary>Opens transactions, and tells which ones are open (<c>TxnHandler.openTxns</c>, <c>getOpenTxns</c>).</summary>
internal sealed class OpenTransactions(Db db, WriteTurn turn, EventWriter events)
{
    // metastore.txn.max.open.batch
    private const int MostAtOnce = 1000;

    /// <summary>Opens as many as are asked for, at most a thousand; ids ascend, and are one higher than the last one's of all.</summary>
    public async Task<OpenTxnsResponse> OpenAsync(OpenTxnRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Num_txns <= 0)
        {
            throw Errors.Internal();
        }

        return new(await turn.RunAsync(tx => request.ReplPolicy is null ? OpenAsync(tx, request, ct) : ReplayAsync(tx, request, request.ReplPolicy, ct), ct));
    }

    /// <summary>Those that are open or aborted, by id, without those of the types that are left out.</summary>
    public async Task<GetOpenTxnsResponse> ListAsync(IReadOnlyCollection<TxnType>? excluded, CancellationToken ct) =>
        (await db.ReadFreshAsync(tx => TransactionStore.ListAsync(tx, ct), ct)).ToResponse(excluded ?? []);

    /// <summary>The same of all types, with who opened them and when.</summary>
    public async Task<GetOpenTxnsInfoResponse> DescribeAsync(CancellationToken ct)
    {
        var list = await db.ReadFreshAsync(tx => TransactionStore.ListAsync(tx, ct), ct);
        return new(list.Highest, [.. list.Unfinished.Select(row => row.ToInfo())]);
    }

    /// <summary>The transactions that stand for those of another metastore, by their ids there, both in digits; none for a policy that is not known.</summary>
    public async Task<ReplayedTxnsForPolicyResult> ListReplayedAsync(string? policy, CancellationToken ct)
    {
        var rows = policy is null ? [] : await db.ReadFreshAsync(tx => TransactionStore.ListReplayedAsync(tx, policy, ct), ct);
        return new() { ReplTxnMapEntry = rows.ToDictionary(row => row.SourceId.ToString(CultureInfo.InvariantCulture), row => row.TxnId.ToString(CultureInfo.InvariantCulture)) };
    }

    /// <summary>Has the next transaction get this id.</summary>
    /// <exception cref="Thrift.TApplicationException">That id has been given out.</exception>
    public async Task SeedAsync(SeedTxnIdRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!await turn.RunAsync(tx => TransactionStore.SeedAsync(tx, request.SeedTxnId, ct), ct))
        {
            throw Errors.Internal();
        }
    }

    private async Task<List<long>> OpenAsync(Tx tx, OpenTxnRequest request, CancellationToken ct)
    {
        var count = Math.Min(request.Num_txns, MostAtOnce);
        var last = await TransactionStore.OpenAsync(tx, count, request, ct);
        if (request.Txn_type != TxnType.READ_ONLY)
        {
            await events.TransactionsOpenedAsync(tx, last - count + 1, last, ct);
        }

        return [.. Enumerable.Range(1 - count, count).Select(back => last + back)];
    }

    // Opened once, however often that is repeated.
    private async Task<List<long>> ReplayAsync(Tx tx, OpenTxnRequest request, string policy, CancellationToken ct)
    {
        var sources = request.ReplSrcTxnIds ?? [];
        if (sources.Count != request.Num_txns)
        {
            throw Errors.Internal();
        }

        var known = await TransactionStore.ListReplayedAsync(tx, policy, sources, ct);
        if (known.Count > 0)
        {
            return known;
        }

        var opened = await OpenAsync(tx, request, ct);
        await TransactionStore.AddReplayedAsync(tx, policy, sources[..opened.Count], opened, ct);
        return opened;
    }
}
