using Metastore.Tests.Support;
using Thrift;
using Xunit;

namespace Metastore.Tests.Transactions;

public sealed class EndTransactionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task An_end_can_be_repeated_but_not_changed(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(2);

        for (var i = 0; i < 2; i++)
        {
            await metastore.Handler.commit_txn(new(1), Ct);
            await metastore.Handler.abort_txn(new(2), Ct);
        }

        await metastore.Handler.abort_txns(new([1, 2, 99]), Ct);
        Assert.Equal("Transaction txnid:1 is already committed.", (await Assert.ThrowsAsync<NoSuchTxnException>(() => metastore.Handler.abort_txn(new(1), Ct))).Message);
        Assert.Equal("Transaction txnid:2 already aborted", (await Assert.ThrowsAsync<TxnAbortedException>(() => metastore.Handler.commit_txn(new(2), Ct))).Message);
        Assert.Equal("No such transaction txnid:99", (await Assert.ThrowsAsync<NoSuchTxnException>(() => metastore.Handler.commit_txn(new(99), Ct))).Message);
    }

    [Theory]
    [EveryStore]
    public async Task Locks_are_those_of_the_transaction_until_it_ends(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, new KeyValuePair<string, string?>("Locks:CheckDelay", "00:00:00"));
        await metastore.OpenAsync(3);
        await metastore.LockAsync(1, DataOperationType.UPDATE, LockType.EXCL_WRITE);
        Assert.Equal(LockState.ACQUIRED, (await metastore.LockAsync(1, DataOperationType.SELECT, LockType.EXCLUSIVE)).State);
        var second = await metastore.LockAsync(2, DataOperationType.UPDATE, LockType.EXCL_WRITE);
        var third = await metastore.LockAsync(3, DataOperationType.UPDATE, LockType.EXCL_WRITE);

        Assert.Equal(LockState.WAITING, (await metastore.Handler.check_lock(new(second.Lockid), Ct)).State);
        var error = await Assert.ThrowsAsync<TxnOpenException>(() => metastore.Handler.unlock(new(1), Ct));
        Assert.Equal(
            "Unlocking locks associated with transaction not permitted.  lockid:1 intLockId:1 txnid:1 db:db table:t partition:null state:ACQUIRED type:EXCL_WRITE", error.Message);
        await metastore.Handler.commit_txn(new(1), Ct);
        Assert.Equal(LockState.ACQUIRED, (await metastore.Handler.check_lock(new(second.Lockid), Ct)).State);
        await metastore.Handler.abort_txn(new(2), Ct);
        Assert.Equal(LockState.ACQUIRED, (await metastore.Handler.check_lock(new(third.Lockid), Ct)).State);
        Assert.Equal([3], (await metastore.Handler.show_locks(new(), Ct)).Locks!.Select(held => held.Txnid));
        await Assert.ThrowsAsync<TxnAbortedException>(() => metastore.LockAsync(2, DataOperationType.SELECT));
    }

    [Theory]
    [EveryStore]
    public async Task Of_two_that_change_the_same_at_the_same_time_the_first_to_commit_wins(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(3);
        await metastore.LockAsync(1, DataOperationType.UPDATE);
        await metastore.LockAsync(2, DataOperationType.DELETE);
        await metastore.LockAsync(3, DataOperationType.INSERT);

        await metastore.CommitAsync(1);
        var conflict = await Assert.ThrowsAsync<TxnAbortedException>(() => metastore.CommitAsync(2));
        await metastore.CommitAsync(3);

        Assert.Equal("Aborting [txnid:2,3] due to a write conflict on db/t committed by [txnid:1,3] d/u", conflict.Message);
        Assert.Equal([2], (await metastore.Handler.get_open_txns(Ct)).Open_txns!);
        var later = await metastore.OpenOneAsync();
        await metastore.LockAsync(later, DataOperationType.UPDATE);
        await metastore.CommitAsync(later);
    }

    [Theory]
    [EveryStore]
    public async Task Conflicts_are_found_by_partition_and_counted_by_table(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(3);
        foreach (var (txn, partition) in new[] { (1, "P=A"), (2, "p=b"), (3, "p=A") })
        {
            await metastore.LockAsync(txn, DataOperationType.UPDATE, isDynamic: true);
            await metastore.Handler.add_dynamic_partitions(new(txn, "DB") { Writeid = txn, Tablename = "T", Partitionnames = [partition], OperationType = DataOperationType.UPDATE }, Ct);
        }

        await metastore.CommitAsync(1);
        await metastore.CommitAsync(2);
        Assert.Equal(2, await metastore.Handler.get_latest_txnid_in_conflict(3, Ct));
        var conflict = await Assert.ThrowsAsync<TxnAbortedException>(() => metastore.CommitAsync(3));

        Assert.Equal("Aborting [txnid:3,3] due to a write conflict on db/t/p=A committed by [txnid:1,3] u/u", conflict.Message);
    }

    [Theory]
    [EveryStore]
    public async Task Of_many_that_change_the_same_and_commit_at_once_one_wins(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var txns = await metastore.OpenAsync(8);
        foreach (var txn in txns)
        {
            await metastore.LockAsync(txn, DataOperationType.UPDATE);
        }

        var outcomes = await Task.WhenAll(txns.Select(async txn =>
        {
            await metastore.Handler.heartbeat(new() { Txnid = txn }, Ct);
            try
            {
                await metastore.CommitAsync(txn);
                return true;
            }
            catch (TxnAbortedException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, isCommitted => isCommitted);
    }

    [Theory]
    [EveryStore]
    public async Task A_commit_changes_a_parameter_of_a_table_that_is_there_or_fails(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_database(new() { Name = "db" }, Ct);
        await metastore.Handler.create_table(Txns.Orc("t", "_meta1", "old"), Ct);
        var table = (await metastore.Handler.get_table_req(new("db", "t"), Ct)).Table!;
        await metastore.OpenAsync(1);

        foreach (var (id, key) in new[] { (table.Id, "_meta2"), (table.Id, "other"), (1, "_meta1") })
        {
            await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.commit_txn(new(1) { KeyValue = new(id, key, "new") }, Ct));
        }

        await metastore.Handler.commit_txn(new(1) { KeyValue = new(table.Id, "_meta1", "new") }, Ct);
        Assert.Equal("new", (await metastore.Handler.get_table("db", "t", Ct)).Parameters!["_meta1"]);
    }

    [Theory]
    [EveryStore]
    public async Task What_happens_is_told_once_to_those_who_follow_the_log(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, new KeyValuePair<string, string?>("Notifications:Enabled", "true"));
        await metastore.OpenAsync(2);
        await metastore.OpenOneAsync(TxnType.READ_ONLY);
        for (var i = 0; i < 2; i++)
        {
            await (i == 0 ? metastore.AllocateAsync(1, 2) : Task.CompletedTask);
            await metastore.Handler.commit_txn(new(1), Ct);
            await metastore.Handler.abort_txns(new([1, 2, 3]), Ct);
        }

        var told = (await metastore.Handler.get_next_notification(new(0), Ct)).Events!;

        Assert.Equal(["OPEN_TXN", "ALLOC_WRITE_ID_EVENT", "COMMIT_TXN", "ABORT_TXN"], told.Select(one => one.EventType));
    }
}
