using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tests.Support;
using Metastore.Transactions;
using Xunit;

namespace Metastore.Tests.Transactions;

public sealed class OpenTransactionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Open_ones_are_listed_with_the_aborted_ones_marked(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);

        Assert.Equal(1, await metastore.OpenOneAsync(TxnType.READ_ONLY));
        Assert.Equal([2, 3, 4], await metastore.OpenAsync(3));
        await metastore.Handler.abort_txn(new(2), Ct);
        await metastore.Handler.commit_txn(new(3), Ct);

        var open = await metastore.Handler.get_open_txns(Ct);
        Assert.Equal([2, 4], open.Open_txns!);
        Assert.Equal([1], open.AbortedBits!);
        Assert.Equal((4, 1), (open.Txn_high_water_mark, open.Min_open_txn));
        var all = await metastore.Handler.get_open_txns_info(Ct);
        Assert.Equal([(1, TxnState.OPEN), (2, TxnState.ABORTED), (4, TxnState.OPEN)], all.Open_txns!.Select(info => (info.Id, info.State)));
    }

    /// <summary>Whoever is below the highest and not listed counts as committed, so a list must never miss one that is being opened.</summary>
    [Theory]
    [EveryStore]
    public async Task A_list_never_misses_one_that_opens_meanwhile(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var otherServer = new OpenTransactions(metastore.Get<Db>(), new WriteTurn(metastore.Get<Db>()), metastore.Get<EventWriter>());
        using var done = new CancellationTokenSource();
        var lister = Task.Run(
            async () =>
            {
                for (long last = 0; !done.IsCancellationRequested;)
                {
                    var list = await metastore.Handler.get_open_txns(Ct);
                    Assert.Equal(Enumerable.Range(1, (int)list.Txn_high_water_mark).Select(id => (long)id), list.Open_txns!);
                    Assert.True(list.Txn_high_water_mark >= last);
                    last = list.Txn_high_water_mark;
                }
            },
            Ct);

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(
            async () =>
            {
                var ids = new List<long>();
                for (var i = 0; i < 5; i++)
                {
                    var request = new OpenTxnRequest(1 + (i % 3), "user", "host");
                    ids.AddRange((await (client % 2 == 0 ? otherServer.OpenAsync(request, Ct) : metastore.Handler.open_txns(request, Ct))).Txn_ids!);
                }

                return ids;
            },
            Ct)));
        await done.CancelAsync();
        await lister;

        Assert.All(opened, ids => Assert.Equal(ids.Order(), ids));
        Assert.Equal(Enumerable.Range(1, 8 * 9).Select(id => (long)id), opened.SelectMany(ids => ids).Order());
    }

    [Theory]
    [EveryStore]
    public async Task Ids_go_on_from_a_seed(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(3);

        await metastore.Handler.seed_txn_id(new(100), Ct);

        Assert.Equal(3, (await metastore.Handler.get_open_txns(Ct)).Txn_high_water_mark);
        Assert.Equal(100, await metastore.OpenOneAsync());
        await Assert.ThrowsAsync<Thrift.TApplicationException>(() => metastore.Handler.seed_txn_id(new(100), Ct));
    }

    [Theory]
    [EveryStore]
    public async Task Transactions_of_another_metastore_are_opened_and_committed_once(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var request = new OpenTxnRequest(2, "user", "host") { ReplPolicy = "p", ReplSrcTxnIds = [101, 102], Txn_type = TxnType.REPL_CREATED };
        var commit = new CommitTxnRequest(101) { ReplPolicy = "p", Txn_type = TxnType.REPL_CREATED };

        Assert.Equal([1, 2], (await metastore.Handler.open_txns(request, Ct)).Txn_ids!);
        Assert.Equal([1, 2], (await metastore.Handler.open_txns(request, Ct)).Txn_ids!);
        await metastore.Handler.commit_txn(commit, Ct);
        await metastore.Handler.commit_txn(commit, Ct);

        Assert.Equal([2], (await metastore.Handler.get_open_txns(Ct)).Open_txns!);
        Assert.Equal([new("102", "2")], (await metastore.Handler.get_replayed_txns_for_policy("p", Ct)).ReplTxnMapEntry!);
        Assert.Empty((await metastore.Handler.get_replayed_txns_for_policy("q", Ct)).ReplTxnMapEntry!);
    }
}
