using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class TableListingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("*", -1, "t1 t2", "EXTREAD", "EXTWRITE")]
    [InlineData("T1|u", -1, "t1", "EXTREAD")]
    [InlineData("*", 1, "t1", "EXTREAD")]
    [InlineData("*", -1, "", "EXTREAD", "MANAGERAWMETADATA")]
    [InlineData("*", -1, "")]
    public async Task Extended_listings_are_for_clients_that_say_what_they_can_do(string pattern, int limit, string expected, params string[] capabilities)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Sample.Table("t1"), Ct);
        await metastore.Handler.create_table(Sample.Table("t2"), Ct);

        var listed = await metastore.Handler.get_tables_ext(
            new() { Catalog = "hive", Database = Sample.Database, TableNamePattern = pattern, RequestedFields = 3, Limit = limit, ProcessorCapabilities = [.. capabilities] },
            Ct);

        Assert.Equal(expected, string.Join(' ', listed.Select(table => table.TblName)));
        Assert.All(listed, table => Assert.True(table is { __isset.accessType: true, AccessType: 0, RequiredReadCapabilities: null }));
    }
}
