using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class DropTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_managed_table_takes_its_files_and_its_partitions_along(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Sample.Table("t", Sample.Column("d", "string")), Ct);
        var table = await Sample.ReadAsync(metastore, "t", Ct);
        await Sample.AddPartitionAsync(metastore, table, "d=1", Ct);

        await metastore.Handler.drop_table(Sample.Database, "T", true, Ct);

        Assert.False(Directory.Exists(Sample.PathOf(table)));
        Assert.Empty(await Sample.ListPartitionsAsync(metastore, table, Ct));
        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.drop_table(Sample.Database, "T", true, Ct));
        Assert.Equal("hive.sales.T table not found", error.Message);
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "TRUE", false)]
    [InlineData(false, "TRUE", true)]
    public async Task The_files_of_an_external_table_stay_unless_it_says_that_they_are_its_own(bool deleteData, string? purge, bool stay)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = Sample.External("t", $"{metastore.Warehouse}/ext");
        if (purge is not null)
        {
            table.Parameters!["external.table.purge"] = purge;
        }

        await metastore.Handler.create_table(table, Ct);

        await metastore.Handler.drop_table(Sample.Database, "t", deleteData, Ct);

        Assert.Equal(stay, Directory.Exists($"{metastore.WarehousePath}/ext"));
    }

    [Theory]
    [EveryStore]
    public async Task A_table_that_a_view_is_made_from_stays_and_the_view_follows_its_rename(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        await metastore.Handler.create_table(Sample.View("v", "sales.t"), Ct);
        var table = await Sample.ReadAsync(metastore, "t", Ct);
        table.TableName = "renamed";
        await metastore.Handler.alter_table(Sample.Database, "t", table, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.drop_table(Sample.Database, "renamed", true, Ct));

        Assert.Equal("Cannot drop table as it is used in the following materialized views [sales.v]\n", error.Message);
        var view = await Sample.ReadAsync(metastore, "v", Ct);
        Assert.Equal(["sales.renamed"], view.CreationMetadata!.TablesUsed!);
        await metastore.Handler.drop_table(Sample.Database, "v", true, Ct);
        await metastore.Handler.drop_table(Sample.Database, "renamed", true, Ct);
    }
}
