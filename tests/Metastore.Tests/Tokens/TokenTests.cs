using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tokens;

public sealed class TokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_token_is_kept_until_removed(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);

        Assert.True(await metastore.Handler.add_token("id", "first", Ct));
        Assert.False(await metastore.Handler.add_token("id", "second", Ct));
        Assert.Equal("first", await metastore.Handler.get_token("id", Ct));
        Assert.True(await metastore.Handler.remove_token("id", Ct));
        Assert.False(await metastore.Handler.remove_token("id", Ct));
        Assert.Equal("", await metastore.Handler.get_token("id", Ct));
    }

    [Theory]
    [EveryStore]
    public async Task The_number_of_a_master_key_is_never_used_again(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        Assert.Equal(1, await metastore.Handler.add_master_key("a", Ct));
        Assert.True(await metastore.Handler.remove_master_key(1, Ct));

        Assert.Equal(2, await metastore.Handler.add_master_key("b", Ct));
        await metastore.Handler.update_master_key(2, "c", Ct);
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.update_master_key(1, "d", Ct));
        Assert.Equal(["c"], await metastore.Handler.get_master_keys(Ct));
    }
}
