using Metastore.Tests.Support;
using Metastore.Transactions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.Transactions;

public sealed class HousekeepingTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Who_gives_no_sign_of_life_is_aborted(Store store)
    {
        await using var metastore = await CreateAsync(store);
        await metastore.OpenAsync(2);
        await metastore.OpenOneAsync(TxnType.REPL_CREATED);
        await metastore.LockAsync(1, DataOperationType.UPDATE, LockType.EXCLUSIVE);
        _time.Advance(TimeSpan.FromSeconds(9));
        var beat = await metastore.Handler.heartbeat_txn_range(new(2, 4), Ct);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(beat.Aborted!);
        Assert.Equal([4], beat.Nosuch!);
        Assert.Equal(1, await metastore.Get<TransactionHousekeeping>().RunAsync(Ct));
        Assert.Equal(LockState.ACQUIRED, (await metastore.LockAsync(2, DataOperationType.UPDATE, LockType.EXCLUSIVE)).State);
        await Assert.ThrowsAsync<TxnAbortedException>(() => metastore.Handler.heartbeat(new() { Txnid = 1 }, Ct));
        Assert.Equal([1], (await metastore.Handler.heartbeat_txn_range(new(1, 3), Ct)).Aborted!);
    }

    [Theory]
    [EveryStore]
    public async Task Heartbeats_and_commits_at_once_are_not_in_each_others_way(Store store)
    {
        await using var metastore = await CreateAsync(store);
        await metastore.OpenAsync(20);
        _time.Advance(TimeSpan.FromSeconds(5));

        await Task.WhenAll(Enumerable.Range(1, 20).SelectMany(txn => new[]
        {
            metastore.Handler.heartbeat_txn_range(new(1, 20), Ct),
            metastore.Handler.commit_txn(new(txn), Ct),
            metastore.Get<TransactionHousekeeping>().RunAsync(Ct),
        }));

        Assert.Empty((await metastore.Handler.get_open_txns(Ct)).Open_txns!);
    }

    [Theory]
    [EveryStore]
    public async Task What_all_see_is_forgotten_and_what_none_may_see_is_kept(Store store)
    {
        await using var metastore = await CreateAsync(store);
        await metastore.OpenAsync(4);
        await metastore.LockAsync(1, DataOperationType.UPDATE);
        await metastore.AllocateAsync(1, 2, 3);
        await metastore.Handler.commit_txn(new(1), Ct);
        await metastore.Handler.abort_txn(new(2), Ct);
        await metastore.Handler.commit_txn(new(3), Ct);
        var seen = await metastore.ValidAsync();
        var old = await metastore.ValidAsync("4:1:1,4:");

        await TidyUpAsync(metastore, keepAlive: 4);
        Assert.Equal(("3:2::01", old), (await metastore.ValidAsync(), await metastore.ValidAsync("4:1:1,4:")));
        await metastore.Handler.commit_txn(new(4), Ct);
        await metastore.OpenOneAsync();
        await TidyUpAsync(metastore, keepAlive: 5);

        Assert.Equal("3:2::01", seen);
        Assert.Equal(seen, await metastore.ValidAsync());
        Assert.Equal(seen, await metastore.ValidAsync("4:1:1,2,4:2"));
        Assert.Equal([2, 5], (await metastore.Handler.get_open_txns(Ct)).Open_txns!);
        Assert.Equal("No such transaction txnid:1", (await Assert.ThrowsAsync<NoSuchTxnException>(() => metastore.Handler.commit_txn(new(1), Ct))).Message);
    }

    [Theory]
    [EveryStore]
    public async Task The_highest_id_is_known_when_nothing_is_left(Store store)
    {
        await using var metastore = await CreateAsync(store);
        await metastore.OpenAsync(3);
        await metastore.Handler.abort_txns(new([1, 2, 3]), Ct);

        await TidyUpAsync(metastore, keepAlive: 0);

        var open = await metastore.Handler.get_open_txns(Ct);
        Assert.Equal((3, 3), (open.Txn_high_water_mark, open.Open_txns!.Single()));
    }

    private Task<TestMetastore> CreateAsync(Store store) => TestMetastore.CreateAsync(store, _time, new KeyValuePair<string, string?>("Locks:Timeout", "00:00:10"));

    private async Task TidyUpAsync(TestMetastore metastore, long keepAlive)
    {
        _time.Advance(TimeSpan.FromMinutes(11));
        if (keepAlive != 0)
        {
            await metastore.Handler.heartbeat_txn_range(new(keepAlive, keepAlive), Ct);
        }

        await metastore.Get<TransactionHousekeeping>().RunAsync(Ct);
    }
}
