using Metastore.Storage;
using Metastore.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.Storage;

public sealed class CommitTokenJanitorTests
{
    [Theory, EveryStore]
    public async Task Old_tokens_go_and_young_ones_stay(Store store)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var metastore = await TestMetastore.CreateAsync(store, clock);
        var db = metastore.Get<Db>();
        using var janitor = new CommitTokenJanitor(db, clock, NullLogger<CommitTokenJanitor>.Instance);
        using var other = new CommitTokenJanitor(db, clock, NullLogger<CommitTokenJanitor>.Instance);
        var old = CommitToken.Create(clock);
        await AddAsync(old);
        clock.Advance(TimeSpan.FromMinutes(50));
        var young = CommitToken.Create(clock);
        await AddAsync(young);
        await janitor.RemoveAsync(ct);
        Assert.True(await IsThereAsync(old));

        clock.Advance(TimeSpan.FromMinutes(11));
        var removed = await Task.WhenAll(janitor.RemoveAsync(ct), other.RemoveAsync(ct));

        Assert.InRange(removed.Sum(), 1, int.MaxValue);
        Assert.True(await IsThereAsync(young));
        Assert.False(await IsThereAsync(old));

        // With the time that the write itself would leave: that of a lookup is a millisecond younger.
        Task AddAsync(CommitToken token) => db.InTransactionAsync(tx => CommitTokenStore.WasCommittedAsync(tx, token with { Millis = token.Millis - 1 }, ct), ct);
        Task<bool> IsThereAsync(CommitToken token) => db.InTransactionAsync(tx => CommitTokenStore.WasCommittedAsync(tx, token, ct), ct);
    }
}
