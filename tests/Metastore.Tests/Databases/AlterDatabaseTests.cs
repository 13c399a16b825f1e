using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Databases;

public sealed class AlterDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_client_leaves_blank_stays_but_for_parameters_and_owner()
    {
        await using var metastore = await TestMetastore.CreateAsync(Store.Sqlite);
        await metastore.Handler.create_database(
            new()
            {
                Name = "d",
                Description = "first",
                OwnerName = "ann",
                OwnerType = PrincipalType.ROLE,
                ManagedLocationUri = $"{metastore.Warehouse}/managed",
                Parameters = new() { ["a"] = "1" },
            },
            Ct);
        var before = await metastore.Handler.get_database("d", Ct);

        await metastore.Handler.alter_database("d", new() { Name = "d", Description = " " }, Ct);
        var blank = await metastore.Handler.get_database("d", Ct);
        await metastore.Handler.alter_database("d", new() { Name = "d", Description = "second", ManagedLocationUri = "file:/elsewhere" }, Ct);
        var changed = await metastore.Handler.get_database("d", Ct);

        Assert.Equal(
            (before.Description, before.LocationUri, before.ManagedLocationUri, before.OwnerType, null),
            (blank.Description, blank.LocationUri, blank.ManagedLocationUri, blank.OwnerType, blank.OwnerName));
        Assert.Empty(blank.Parameters!);
        Assert.Equal(("second", "file:/elsewhere", before.LocationUri), (changed.Description, changed.ManagedLocationUri, changed.LocationUri));
    }
}
