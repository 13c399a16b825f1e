using Metastore.Tests.Support;
using Thrift;
using Xunit;

namespace Metastore.Tests.Transactions;

public sealed class ReplicateWriteIdsTests
{
    private const string State = "db.t:10:9223372036854775807::3,7";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_copied_table_goes_on_where_its_source_is(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);

        await ReplicateAsync(metastore, State);

        Assert.Equal("10:3,7::03", await metastore.ValidAsync());
        Assert.Equal("2:1,2", await TransactionsAsync(metastore));
        var compaction = Assert.Single(await CompactionsAsync(metastore));
        Assert.Equal(("db", "t", null, CompactionType.MAJOR, "initiated"), (compaction.Dbname, compaction.Tablename, compaction.Partitionname, compaction.Type, compaction.State));
        Assert.Equal([11], await metastore.AllocateAsync(await metastore.OpenOneAsync()));
        Assert.Equal("11:3,7,11:11:03", await metastore.ValidAsync());
    }

    [Theory]
    [EveryStore]
    public async Task A_repeated_state_changes_nothing(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await ReplicateAsync(metastore, State);

        await ReplicateAsync(metastore, "db.t:20:9223372036854775807::1,2", "p=1");

        Assert.Equal("10:3,7::03", await metastore.ValidAsync());
        Assert.Equal("2:1,2", await TransactionsAsync(metastore));
        Assert.Single(await CompactionsAsync(metastore));
    }

    [Theory]
    [EveryStore]
    public async Task Each_partition_is_compacted_once(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.compact2(new("db", "t", CompactionType.MINOR) { Partitionname = "p=2" }, Ct);

        await ReplicateAsync(metastore, State, "p=1", "p=2", "p=3", "p=3");

        Assert.Equal(["1 p=2 MINOR", "2 p=1 MAJOR", "3 p=3 MAJOR"], (await CompactionsAsync(metastore)).Select(row => $"{row.Id} {row.Partitionname} {row.Type}").Order());
        Assert.False((await metastore.Handler.compact2(new("db", "t", CompactionType.MAJOR) { Partitionname = "p=3" }, Ct)).Accepted);
    }

    [Theory]
    [EveryStore]
    public async Task Without_aborted_writes_only_the_next_write_id_is_set(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);

        await ReplicateAsync(metastore, "db.t:10:4:4,5:");

        Assert.Equal("10:::", await metastore.ValidAsync());
        Assert.Equal("0:", await TransactionsAsync(metastore));
        Assert.Empty(await CompactionsAsync(metastore));
        Assert.Equal([11], await metastore.AllocateAsync(await metastore.OpenOneAsync()));
    }

    [Theory]
    [EveryStore]
    public async Task Compacted_the_aborted_writes_are_forgotten(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await ReplicateAsync(metastore, State);

        var work = (await metastore.Handler.find_next_compact("w", Ct)).Ci!;
        work.HighestWriteId = 10;
        await metastore.Handler.update_compactor_state(work, await metastore.OpenOneAsync(TxnType.COMPACTION), Ct);
        await metastore.Handler.mark_compacted(work, Ct);
        await metastore.Handler.mark_cleaned(work, Ct);

        Assert.Equal("10:::", await metastore.ValidAsync());
    }

    [Theory]
    [EveryStore]
    public async Task A_list_that_is_none_changes_nothing(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        string[] lists =
        [
            "", "db.t", "db.t:10", "db.t:10:", "db.t:x:1::", "db.t:-1:1::", "db.t:9223372036854775807:1::", "db.t:99999999999999999999:1::", "db.t:10:1::3,", "db.t:10:1::3,x",
            "db.t:10:1:x:3", "db.t:10:1::0", "db.t:10:1::-3", "db.t:10:1::11", "db.t:10:1::3:4", $"db.t:99999:1::{string.Join(',', Enumerable.Range(1, 10_001))}",
        ];

        foreach (var list in lists)
        {
            var error = await Assert.ThrowsAsync<TApplicationException>(() => ReplicateAsync(metastore, list));
            Assert.Equal(TApplicationException.ExceptionType.ProtocolError, error.Type);
        }

        Assert.Equal("0:::", await metastore.ValidAsync());
        Assert.Equal("0:", await TransactionsAsync(metastore));
        Assert.Empty(await CompactionsAsync(metastore));
    }

    [Theory]
    [EveryStore]
    public async Task As_many_aborted_writes_as_may_be_are_one_step(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var aborted = string.Join(',', Enumerable.Range(1, 10_000));

        await ReplicateAsync(metastore, $"db.t:10000:9223372036854775807::{aborted}", [.. Enumerable.Range(1, 10_000).Select(i => $"p={i}")]);

        Assert.StartsWith($"10000:{aborted}::", await metastore.ValidAsync(), StringComparison.Ordinal);
        Assert.Equal(10_000, (await CompactionsAsync(metastore)).Count);
    }

    private static Task ReplicateAsync(TestMetastore metastore, string list, params string[] partitions) =>
        metastore.Handler.repl_tbl_writeid_state(new(list, "user", "host", "DB", "T") { PartNames = partitions.Length > 0 ? [.. partitions] : null }, Ct);

    // The highest one, and those that are aborted.
    private static async Task<string> TransactionsAsync(TestMetastore metastore)
    {
        var list = await metastore.Handler.get_open_txns_info(Ct);
        return $"{list.Txn_high_water_mark}:{string.Join(',', list.Open_txns!.Where(txn => txn.State == TxnState.ABORTED).Select(txn => txn.Id))}";
    }

    private static async Task<List<ShowCompactResponseElement>> CompactionsAsync(TestMetastore metastore) => (await metastore.Handler.show_compact(new(), Ct)).Compacts!;
}
