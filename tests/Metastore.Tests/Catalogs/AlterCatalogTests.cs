using Metastore.Tests.Support;
using Thrift;
using Xunit;

namespace Metastore.Tests.Catalogs;

public sealed class AlterCatalogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_new_catalog_leaves_out_stays()
    {
        await using var metastore = await TestMetastore.CreateAsync();
        await metastore.Handler.create_catalog(new() { Catalog = new() { Name = "c", LocationUri = $"{metastore.Warehouse}/c", Description = "first" } }, Ct);

        await metastore.Handler.alter_catalog(new() { Name = "C", NewCat = new() { Name = "c", Description = "second" } }, Ct);

        var catalog = (await metastore.Handler.get_catalog(new() { Name = "c" }, Ct)).Catalog!;
        Assert.Equal(("second", $"{metastore.Warehouse}/c"), (catalog.Description, catalog.LocationUri));
    }

    [Fact]
    public async Task A_change_without_a_new_catalog_is_an_error()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.alter_catalog(new() { Name = "hive" }, Ct));
    }
}
