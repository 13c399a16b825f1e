using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Settings;

public sealed class SettingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hive.metastore.warehouse.external.dir", "file:/external")]
    [InlineData("metastore.txn.timeout", "60s")]
    [InlineData("hive.txn.timeout", "60s")]
    [InlineData("hive.metastore.client.socket.timeout", "600s")]
    [InlineData("mapred.x", "fallback")]
    public async Task A_setting_is_told_by_either_of_its_names(string name, string value)
    {
        await using var metastore = await TestMetastore.CreateAsync(
            new KeyValuePair<string, string?>("Locks:Timeout", "00:01:00"), new KeyValuePair<string, string?>("Warehouse:ExternalDirectory", "file:/external"));

        Assert.Equal(value, await metastore.Handler.get_config_value(name, "fallback", Ct));
    }

    [Theory]
    [InlineData("javax.jdo.option.ConnectionPassword")]
    [InlineData("my.hive.key")]
    public async Task Other_settings_are_not_told(string name)
    {
        await using var metastore = await TestMetastore.CreateAsync();

        var error = await Assert.ThrowsAsync<ConfigValSecurityException>(() => metastore.Handler.get_config_value(name, "", Ct));

        Assert.Equal($"For security reasons, the config key {name} cannot be accessed", error.Message);
    }

    [Fact]
    public async Task A_connection_s_setting_is_its_own()
    {
        await using var metastore = await TestMetastore.CreateAsync();
        await metastore.Handler.setMetaConf("hive.metastore.try.direct.sql", "perhaps", Ct);

        Assert.Equal("perhaps", await metastore.Handler.getMetaConf("metastore.try.direct.sql", Ct));
        Assert.Equal("true", await metastore.HandlerOf("other").getMetaConf("metastore.try.direct.sql", Ct));
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.setMetaConf("metastore.warehouse.dir", "/", Ct));
    }

    [Theory]
    [EveryStore]
    public async Task The_id_stays(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => metastore.Handler.get_metastore_db_uuid(Ct)));

        Assert.True(Guid.TryParse(Assert.Single(ids.Distinct()), out _));
    }
}
