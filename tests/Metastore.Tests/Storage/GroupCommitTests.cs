using Metastore.Storage;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>Writes of SQLite that wait for each other are committed together.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private TestMetastore _metastore = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Db Db => _metastore.Get<Db>();

    public async ValueTask InitializeAsync() => _metastore = await TestMetastore.CreateAsync();

    public ValueTask DisposeAsync() => _metastore.DisposeAsync();

    [Fact]
    public async Task A_write_is_acknowledged_with_the_one_after_it_and_one_that_fails_takes_only_its_own_back()
    {
        var (gate, wasAcknowledged, inside, outside) = (new TaskCompletionSource(), true, new List<long>(), new List<long>());
        var first = Db.InTransactionAsync(
            async tx =>
            {
                await gate.Task;
                await AddAsync(tx, 1);
            },
            Ct);
        var failing = Db.InTransactionAsync(
            async tx =>
            {
                await AddAsync(tx, 2);
                throw Errors.Meta("no");
            },
            Ct);
        var last = Db.InTransactionAsync(
            async tx =>
            {
                (wasAcknowledged, inside) = (first.IsCompleted, await ListAsync(tx));
                outside = await Db.ReadAsync(ListAsync, Ct);
                await AddAsync(tx, 3);
            },
            Ct);
        gate.SetResult();

        await Assert.ThrowsAsync<MetaException>(() => failing);
        await Task.WhenAll(first, last);

        Assert.False(wasAcknowledged);
        Assert.Equal([1], inside);
        Assert.Empty(outside);
        Assert.Equal([1, 3], await Db.ReadAsync(ListAsync, Ct));
    }

    [Fact]
    public async Task What_was_done_in_a_transaction_that_another_write_ended_runs_again()
    {
        var (gate, runs) = (new TaskCompletionSource(), 0);
        var first = Db.InTransactionAsync(
            async tx =>
            {
                runs++;
                await gate.Task;
                await AddAsync(tx, 1);
            },
            Ct);
        var failing = Db.InTransactionAsync(
            async tx =>
            {
                // As SQLite does when the disk is full.
                await tx.ExecuteAsync("ROLLBACK", null, Ct);
                throw Errors.Meta("no");
            },
            Ct);
        gate.SetResult();

        await Assert.ThrowsAsync<MetaException>(() => failing);
        await first;

        Assert.Equal(2, runs);
        Assert.Equal([1], await Db.ReadAsync(ListAsync, Ct));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_it_waits_leaves_the_others_alone()
    {
        using var cancelled = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = Db.InTransactionAsync(
            async tx =>
            {
                await gate.Task;
                await AddAsync(tx, 1);
            },
            Ct);
        var second = Db.InTransactionAsync(tx => AddAsync(tx, 2), cancelled.Token);
        await cancelled.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first;
        await Db.InTransactionAsync(tx => AddAsync(tx, 3), Ct);

        Assert.Equal([1, 3], await Db.ReadAsync(ListAsync, Ct));
    }

    private static Task<int> AddAsync(Tx tx, long number) =>
        tx.ExecuteAsync("INSERT INTO commit_tokens (id, at) VALUES (@id, @number)", new { id = Guid.NewGuid().ToByteArray(), number }, Ct);

    private static Task<List<long>> ListAsync(Tx tx) => tx.QueryAsync<long>("SELECT at FROM commit_tokens ORDER BY at", null, Ct);
}
