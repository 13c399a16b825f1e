using Metastore.Tests.Support;
using Metastore.Tests.Transactions;
using Microsoft.Extensions.Time.Testing;
using Thrift;
using Xunit;

namespace Metastore.Tests.Compactions;

public sealed class CompactionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_compaction_goes_its_way_from_the_request_to_the_end(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        Assert.Equal((1, true), await RequestAsync(metastore));
        var again = await metastore.Handler.compact2(new("DB", "T", CompactionType.MAJOR), Ct);
        Assert.Equal((-1, "refused", false, "Compaction is already scheduled with state='initiated' and id=1"), (again.Id, again.State, again.Accepted, again.Errormessage));

        var work = (await metastore.Handler.find_next_compact2(new() { WorkerId = "w" }, Ct)).Ci!;
        Assert.Equal("1:1:k2:vv", work.Properties);
        Assert.Null((await metastore.Handler.find_next_compact("other", Ct)).Ci);
        var txn = await metastore.OpenOneAsync(TxnType.COMPACTION);
        work.HighestWriteId = 5;
        await metastore.Handler.update_compactor_state(work, txn, Ct);
        await metastore.Handler.set_hadoop_jobid("job", work.Id, Ct);
        await metastore.Handler.mark_compacted(work, Ct);
        await metastore.Handler.commit_txn(new(txn), Ct);
        Assert.Equal("ready for cleaning", (await ShowAsync(metastore)).State);
        await metastore.Handler.mark_cleaned(work, Ct);

        var done = await ShowAsync(metastore);
        Assert.Equal(("succeeded", null, 5, "job", txn, txn), (done.State, done.Workerid, done.HightestTxnId, done.HadoopJobId, done.TxnId, done.NextTxnId));
        Assert.True(done.CommitTime > 0);
        Assert.Equal(1, (await metastore.Handler.get_latest_committed_compaction_info(new("db", "t"), Ct)).Compactions!.Single().Id);
        await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.mark_cleaned(work, Ct));
        Assert.Equal((2, true), await RequestAsync(metastore));
    }

    [Theory]
    [EveryStore]
    public async Task Each_compaction_is_given_to_one_of_many_workers(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        for (var i = 0; i < 6; i++)
        {
            await RequestAsync(metastore, partition: $"p={i}");
        }

        var found = await Task.WhenAll(Enumerable.Range(0, 9).Select(worker => metastore.Handler.find_next_compact($"{worker}", Ct)));

        Assert.Equal([1, 2, 3, 4, 5, 6], found.Where(answer => answer.Ci is not null).Select(answer => answer.Ci!.Id).Order());
    }

    [Theory]
    [EveryStore]
    public async Task Workers_take_from_their_pool_and_what_has_waited_too_long(Store store)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var metastore = await TestMetastore.CreateAsync(store, time);
        await RequestAsync(metastore, "a", pool: "slow");
        await RequestAsync(metastore, "b");

        Assert.Equal(2, (await metastore.Handler.find_next_compact("w", Ct)).Ci!.Id);
        Assert.Null((await metastore.Handler.find_next_compact("w", Ct)).Ci);
        time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(1, (await metastore.Handler.find_next_compact("w", Ct)).Ci!.Id);
        time.Advance(TimeSpan.FromHours(12));
        Assert.Null((await metastore.Handler.find_next_compact2(new() { PoolName = "slow" }, Ct)).Ci);
        Assert.Equal(2, (await metastore.Handler.find_next_compact("w", Ct)).Ci!.Id);
    }

    [Theory]
    [EveryStore]
    public async Task History_is_kept_for_three_of_a_kind_and_shown_behind_what_is_pending(Store store)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var metastore = await TestMetastore.CreateAsync(store, time);
        for (var i = 1; i <= 5; i++)
        {
            await RequestAsync(metastore);
            await metastore.Handler.find_next_compact("w", Ct);
            await metastore.Handler.mark_failed(new(i, "db", "t", CompactionType.MAJOR) { ErrorMessage = "boom" }, Ct);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await RequestAsync(metastore);
        var aborts = (await metastore.Handler.abort_Compactions(new([4, 6, 99]), Ct)).Abortedcompacts!;
        await RequestAsync(metastore);

        Assert.Equal("Error while aborting compaction as compaction is in state-failed", aborts[4].Message);
        Assert.Equal(("Success", "No Such Compaction Id Available"), (aborts[6].Status, aborts[99].Message));
        Assert.Equal([7, 6, 5, 4, 3], (await metastore.Handler.show_compact(new(), Ct)).Compacts!.Select(shown => shown.Id));
        Assert.Equal([5], (await metastore.Handler.show_compact(new() { State = "failed", Limit = 1 }, Ct)).Compacts!.Select(shown => shown.Id));
        Assert.Equal([3, 4], (await metastore.Handler.show_compact(new() { State = "f", Order = "\"CC_ID\"", Limit = 2 }, Ct)).Compacts!.Select(shown => shown.Id));
    }

    [Theory]
    [EveryStore]
    public async Task Aborted_writes_are_forgotten_once_their_files_are_gone(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.OpenAsync(3);
        foreach (var (txn, partition) in new[] { (1, "p=a"), (2, "p=b") })
        {
            await metastore.AllocateAsync(txn);
            await metastore.Handler.add_dynamic_partitions(new(txn, "db") { Writeid = txn, Tablename = "t", Partitionnames = [partition], OperationType = DataOperationType.INSERT }, Ct);
        }

        await metastore.AllocateAsync(3);
        await metastore.Handler.commit_txn(new(3), Ct);
        await metastore.Handler.abort_txns(new([1, 2]), Ct);
        Assert.Equal("3:1,2::03", await metastore.ValidAsync());

        await CompactAsync(metastore, 3, "p=a");
        Assert.Equal("3:2::01", await metastore.ValidAsync());
        await CompactAsync(metastore, 3, "p=b");
        Assert.Equal("3:::", await metastore.ValidAsync());
    }

    private static async Task CompactAsync(TestMetastore metastore, long highest, string partition)
    {
        await RequestAsync(metastore, partition: partition);
        var work = (await metastore.Handler.find_next_compact("w", Ct)).Ci!;
        work.HighestWriteId = highest;
        var txn = await metastore.OpenOneAsync(TxnType.COMPACTION);
        await metastore.Handler.update_compactor_state(work, txn, Ct);
        await metastore.Handler.mark_compacted(work, Ct);
        await metastore.Handler.commit_txn(new(txn), Ct);
        await metastore.Handler.mark_cleaned(work, Ct);
    }

    private static async Task<(long Id, bool IsAccepted)> RequestAsync(TestMetastore metastore, string table = "t", string? partition = null, string? pool = null)
    {
        var request = new CompactionRequest("db", table, CompactionType.MAJOR) { Partitionname = partition, PoolName = pool, Properties = new() { ["k"] = "vv" } };
        var response = await metastore.Handler.compact2(request, Ct);
        return (response.Id, response.Accepted);
    }

    private static async Task<ShowCompactResponseElement> ShowAsync(TestMetastore metastore) => (await metastore.Handler.show_compact(new(), Ct)).Compacts!.Single();
}
