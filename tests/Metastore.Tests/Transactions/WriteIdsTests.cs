using Metastore.Tests.Support;
using Thrift;
using Xunit;

namespace Metastore.Tests.Transactions;

public sealed class WriteIdsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Write_ids_are_dense_ascend_with_the_transactions_and_are_given_once(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(4);

        Assert.Equal([1, 2], await metastore.AllocateAsync(3, 1));
        Assert.Equal([1, 3, 2], await metastore.AllocateAsync(1, 2, 3));
        Assert.Equal([4, 5], (await metastore.Handler.allocate_table_write_ids(new("DB", "T") { TxnIds = [1, 2], Reallocate = true }, Ct)).TxnToWriteIds!.Select(pair => pair.WriteId));
        Assert.Equal(5, (await metastore.Handler.get_max_allocated_table_write_id(new("db", "t"), Ct)).MaxWriteId);
        await metastore.Handler.commit_txn(new(4), Ct);
        var reader = await metastore.OpenOneAsync(TxnType.READ_ONLY);
        foreach (var txn in new[] { 4, reader, 99 })
        {
            await Assert.ThrowsAsync<TApplicationException>(() => metastore.AllocateAsync(txn));
        }
    }

    [Theory]
    [EveryStore]
    public async Task A_reader_sees_what_was_committed_in_its_snapshot(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        Assert.Equal("0:::", await metastore.ValidAsync());
        await metastore.OpenAsync(4);
        await metastore.AllocateAsync(1, 2, 3, 4);

        Assert.Equal("1:1:1:", await metastore.ValidAsync());
        await metastore.Handler.commit_txn(new(2), Ct);
        await metastore.Handler.abort_txn(new(3), Ct);
        Assert.Equal("4:1,3,4:1:02", await metastore.ValidAsync());
        Assert.Equal("2:1:1:", await metastore.ValidAsync("2:1:1:"));
        Assert.Equal("4:1,2,4:1:", await metastore.ValidAsync("4:1:1,2,4:"));
        var asOf = (await metastore.Handler.get_valid_write_ids(new(["db.t"]) { WriteId = 3 }, Ct)).TblValidWriteIds!.Single();
        Assert.Equal((3, "1"), (asOf.WriteIdHighWaterMark, string.Join(',', asOf.InvalidWriteIds!)));
        await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.get_valid_write_ids(new(["t"]), Ct));
    }

    [Theory]
    [EveryStore]
    public async Task Many_writers_at_once_get_a_write_id_each(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var txns = await metastore.OpenAsync(12);

        var ids = await Task.WhenAll(txns.Select(txn => metastore.AllocateAsync(txn)));

        Assert.Equal(Enumerable.Range(1, 12).Select(id => (long)id), ids.Select(id => id.Single()).Order());
    }

    [Theory]
    [EveryStore]
    public async Task Write_ids_follow_a_rename_and_end_with_the_table(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_database(new() { Name = "db" }, Ct);
        var table = Txns.Orc("t", "transactional", "true");
        await metastore.Handler.create_table(table, Ct);
        await metastore.OpenAsync(1);
        await metastore.LockAsync(1, DataOperationType.INSERT);
        await metastore.AllocateAsync(1);

        table.TableName = "renamed";
        table.Sd!.Location = (await metastore.Handler.get_table("db", "t", Ct)).Sd!.Location;
        await metastore.Handler.alter_table("db", "t", table, Ct);
        Assert.Equal((0, 1), (await MaxAsync(metastore, "t"), await MaxAsync(metastore, "renamed")));
        Assert.Equal("renamed", Assert.Single((await metastore.Handler.show_locks(new(), Ct)).Locks!).Tablename);
        await metastore.Handler.drop_table("db", "renamed", true, Ct);
        Assert.Equal(0, await MaxAsync(metastore, "renamed"));
        await metastore.AllocateAsync(1);
        await metastore.Handler.drop_database("db", true, true, Ct);
        Assert.Equal(0, await MaxAsync(metastore, "t"));
    }

    [Theory]
    [EveryStore]
    public async Task A_seed_is_for_tables_without_writes(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(1);

        await metastore.Handler.seed_write_id(new("db", "t", 50), Ct);

        Assert.Equal([51], await metastore.AllocateAsync(1));
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.seed_write_id(new("db", "t", 60), Ct));
    }

    private static async Task<long> MaxAsync(TestMetastore metastore, string table) => (await metastore.Handler.get_max_allocated_table_write_id(new("db", table), Ct)).MaxWriteId;
}
