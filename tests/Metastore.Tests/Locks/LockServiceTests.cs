using Metastore.Locks;
using Metastore.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Thrift;
using Xunit;

namespace Metastore.Tests.Locks;

public sealed class LockServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Who_asked_first_is_served_first(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var locks = metastore.Get<LockService>();
        var reader = await locks.LockAsync(Request(Table(LockType.SHARED_READ)), Ct);
        var writer = await locks.LockAsync(Request(Table(LockType.EXCLUSIVE)), Ct);
        var late = await locks.LockAsync(Request(Table(LockType.SHARED_READ)), Ct);

        Assert.Equal([(1, LockState.ACQUIRED), (2, LockState.WAITING), (3, LockState.WAITING)], new[] { reader, writer, late }.Select(held => (held.Lockid, held.State)));
        await locks.UnlockAsync(reader.Lockid, Ct);
        Assert.Equal(LockState.WAITING, (await locks.CheckAsync(late.Lockid, Ct)).State);
        Assert.Equal(LockState.ACQUIRED, (await locks.CheckAsync(writer.Lockid, Ct)).State);
    }

    [Theory]
    [EveryStore]
    public async Task Locks_of_no_transaction_can_be_asked_for(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var locks = metastore.Get<LockService>();
        var txn = (await metastore.Handler.open_txns(new(1, "u", "h"), Ct)).Txn_ids![0];
        await locks.LockAsync(Request(Table(LockType.SHARED_READ)), Ct);
        var ofTransaction = Request(Table(LockType.SHARED_READ));
        ofTransaction.Txnid = txn;
        await locks.LockAsync(ofTransaction, Ct);

        Assert.Equal([0], (await locks.ListAsync(new() { Txnid = 0 }, Ct)).Locks!.Select(held => held.Txnid));
        Assert.Equal([txn], (await locks.ListAsync(new() { Txnid = txn }, Ct)).Locks!.Select(held => held.Txnid));
        Assert.Equal([0, txn], (await locks.ListAsync(new(), Ct)).Locks!.Select(held => held.Txnid));
    }

    [Theory]
    [EveryStore]
    public async Task A_lock_has_all_of_its_components_or_none(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var locks = metastore.Get<LockService>();
        await locks.LockAsync(Request(Table(LockType.EXCLUSIVE, "a")), Ct);
        await locks.LockAsync(Request(Table(LockType.SHARED_READ, "b"), Table(LockType.SHARED_READ, "A")), Ct);

        var shown = (await locks.ListAsync(new() { Dbname = "DB" }, Ct)).Locks!;

        Assert.Equal([LockState.ACQUIRED, LockState.WAITING, LockState.WAITING], shown.Select(part => part.State));
        Assert.Equal(["a", "b", "a"], shown.Select(part => part.Tablename));
        Assert.Equal((1, 1), (shown[2].BlockedByExtId, shown[2].BlockedByIntId));
        Assert.False(shown[1].__isset.blockedByExtId);
    }

    [Theory]
    [EveryStore]
    public async Task A_lock_without_a_heartbeat_ends(Store store)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000));
        await using var metastore = await TestMetastore.CreateAsync(store, time, new("Locks:Timeout", "00:00:10"), new("Locks:CheckDelay", "00:00:00"));
        var locks = metastore.Get<LockService>();
        var dead = await locks.LockAsync(Request(Table(LockType.EXCLUSIVE)), Ct);
        var alive = await locks.LockAsync(Request(Table(LockType.SHARED_READ, "other")), Ct);
        time.Advance(TimeSpan.FromSeconds(9));
        await metastore.Handler.heartbeat(new() { Lockid = alive.Lockid }, Ct);
        var waiting = await locks.LockAsync(Request(Table(LockType.EXCLUSIVE)), Ct);
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(LockState.WAITING, waiting.State);
        Assert.Equal(LockState.ACQUIRED, (await locks.CheckAsync(waiting.Lockid, Ct)).State);
        var error = await Assert.ThrowsAsync<NoSuchLockException>(() => metastore.Handler.heartbeat(new() { Lockid = dead.Lockid }, Ct));
        Assert.Equal("No such lock: lockid:1", error.Message);
        await metastore.Handler.heartbeat(new() { Lockid = alive.Lockid }, Ct);
    }

    [Theory]
    [EveryStore]
    public async Task Of_many_at_once_one_gets_the_lock_and_the_numbers_are_dense(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var locks = metastore.Get<LockService>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => locks.LockAsync(Request(Table(LockType.EXCLUSIVE)), Ct)));

        Assert.Equal(Enumerable.Range(1, 12).Select(id => (long)id), answers.Select(answer => answer.Lockid).Order());
        Assert.Equal(1, Assert.Single(answers, answer => answer.State == LockState.ACQUIRED).Lockid);
    }

    [Fact]
    public async Task An_unknown_lock_can_be_given_back_and_not_checked()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        await metastore.Handler.unlock(new(99), Ct);
        var error = await Assert.ThrowsAsync<NoSuchLockException>(() => metastore.Handler.check_lock(new(99), Ct));

        Assert.Equal("No such lock lockid:99", error.Message);
    }

    [Fact]
    public async Task Nothing_to_lock_is_an_error_of_Hive_that_uses_up_a_number()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.@lock(Request(), Ct));

        Assert.Equal(2, (await metastore.Handler.@lock(Request(Table(LockType.EXCLUSIVE)), Ct)).Lockid);
    }

    [Fact]
    public async Task An_unknown_kind_of_lock_is_an_error_of_the_protocol()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        var error = await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.@lock(Request(Table((LockType)77)), Ct));

        Assert.Equal(TApplicationException.ExceptionType.ProtocolError, error.Type);
    }

    private static LockRequest Request(params LockComponent[] components) => new([.. components], "tester", "host");

    private static LockComponent Table(LockType type, string table = "t") => new(type, LockLevel.TABLE, "db") { Tablename = table };
}
