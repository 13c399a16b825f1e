using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Statistics;

public class RuntimeStatisticsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task The_newest_come_first_until_their_weights_are_too_much(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        foreach (var weight in new[] { 1, 2, 3 })
        {
            await metastore.Handler.add_runtime_stats(new() { Weight = weight, Payload = [(byte)weight], CreateTime = 5 }, Ct);
        }

        var all = await metastore.Handler.get_runtime_stats(new() { MaxWeight = -1, MaxCreateTime = -1 }, Ct);
        var some = await metastore.Handler.get_runtime_stats(new() { MaxWeight = 5, MaxCreateTime = -1 }, Ct);

        Assert.Equal([3, 2, 1], all.Select(stat => stat.Weight));
        Assert.Equal([3, 2], some.Select(stat => stat.Weight));
        Assert.True(all[0].CreateTime > 5);
        Assert.Empty(await metastore.Handler.get_runtime_stats(new() { MaxWeight = -1, MaxCreateTime = 6 }, Ct));
    }
}
