using Metastore.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Thrift;
using Xunit;

namespace Metastore.Tests.Transactions;

public sealed class RebuildsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task One_transaction_rebuilds_a_view_until_it_ends_or_gives_no_sign_of_life(Store store)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var metastore = await TestMetastore.CreateAsync(store, time, new KeyValuePair<string, string?>("Locks:Timeout", "00:00:10"));
        await metastore.OpenAsync(4, TxnType.MATER_VIEW_REBUILD);

        Assert.Equal((1, LockState.ACQUIRED), await LockAsync(metastore, 1));
        Assert.Equal((2, LockState.NOT_ACQUIRED), await LockAsync(metastore, 2));
        Assert.True(await metastore.Handler.heartbeat_lock_materialization_rebuild("DB", "MV", 1, Ct));
        await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.heartbeat_lock_materialization_rebuild("db", "mv", 2, Ct));
        await metastore.Handler.commit_txn(new(1), Ct);
        Assert.Equal((2, LockState.ACQUIRED), await LockAsync(metastore, 2));
        await metastore.Handler.abort_txn(new(2), Ct);
        Assert.Equal((3, LockState.ACQUIRED), await LockAsync(metastore, 3));
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal((4, LockState.ACQUIRED), await LockAsync(metastore, 4));
    }

    [Theory]
    [EveryStore]
    public async Task Only_changes_that_the_view_has_not_seen_make_it_invalid(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(3);
        await metastore.AllocateAsync(1, 2, 3);
        await metastore.LockAsync(1, DataOperationType.UPDATE);
        await metastore.LockAsync(2, DataOperationType.INSERT);
        await metastore.LockAsync(3, DataOperationType.DELETE);
        await metastore.Handler.commit_txn(new(1), Ct);
        await metastore.Handler.commit_txn(new(2), Ct);

        Assert.False(await IsModifiedAsync(metastore, "1$db.t:1:9223372036854775807::", "3:3:3:"));
        Assert.True(await IsModifiedAsync(metastore, "1$db.t:0:9223372036854775807::", "3:3:3:"));
        Assert.True(await IsModifiedAsync(metastore, "2$db.t:2:1:1:", "3:3:3:"));
        await metastore.Handler.commit_txn(new(3), Ct);
        Assert.False(await IsModifiedAsync(metastore, "2$db.t:2:9223372036854775807::", "3:3:3:"));
        Assert.True(await IsModifiedAsync(metastore, "2$db.t:2:9223372036854775807::", "3:9223372036854775807::"));
        await Assert.ThrowsAsync<TApplicationException>(() => IsModifiedAsync(metastore, "1:1::", "3:3:3:"));
    }

    private static async Task<(long, LockState)> LockAsync(TestMetastore metastore, long txn)
    {
        var response = await metastore.Handler.get_lock_materialization_rebuild("db", "mv", txn, Ct);
        return (response.Lockid, response.State);
    }

    private static async Task<bool> IsModifiedAsync(TestMetastore metastore, string seen, string now) =>
        (await metastore.Handler.get_materialization_invalidation_info(new("hive", "db", "mv", ["db.t"]) { ValidTxnList = seen }, now, Ct)).SourceTablesUpdateDeleteModified;
}
