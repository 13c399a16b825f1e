using Metastore.Tests.Support;
using Thrift;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class DropPartitionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_partition_takes_its_directory_and_empty_ones_above_along(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"], ["2025", "1"], ["2025", "2"]);

        await metastore.Handler.drop_partition(SampleTable.Database, SampleTable.Table, ["2024", "1"], true, Ct);
        await metastore.Handler.drop_partition_by_name(SampleTable.Database, SampleTable.Table, "y=2025/m=1", true, Ct);

        Assert.Equal(["2025/2"], await SampleTable.ListValuesAsync(metastore, Ct));
        Assert.False(Directory.Exists(SampleTable.PathOf(metastore, "y=2024")));
        Assert.False(Directory.Exists(SampleTable.PathOf(metastore, "y=2025/m=1")));
        Assert.True(Directory.Exists(SampleTable.PathOf(metastore, "y=2025/m=2")));
        var error = await Assert.ThrowsAsync<NoSuchObjectException>(
            () => metastore.Handler.drop_partition(SampleTable.Database, SampleTable.Table, ["2024", "1"], true, Ct));
        Assert.Equal("partition values=[2024, 1]", error.Message);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "TRUE")]
    public async Task Files_stay_without_the_wish_and_those_of_external_tables(bool deleteData, string? external)
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct, table => table.Parameters = external is null ? [] : new() { ["EXTERNAL"] = external });
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        var place = Metastore.Warehouse.Location.PathOf((await SampleTable.ListAsync(metastore, Ct))[0].Sd!.Location!);

        await metastore.Handler.drop_partition(SampleTable.Database, SampleTable.Table, ["2024", "1"], deleteData, Ct);

        Assert.True(Directory.Exists(place));
        Assert.Empty(await SampleTable.ListAsync(metastore, Ct));
    }

    [Fact]
    public async Task A_directory_outside_the_warehouse_stays()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);
        var outside = Directory.CreateTempSubdirectory("outside-");
        var partition = SampleTable.Partition("2024", "1");
        partition.Sd!.Location = $"file:{outside.FullName}";
        await metastore.Handler.add_partition(partition, Ct);

        await metastore.Handler.drop_partition(SampleTable.Database, SampleTable.Table, ["2024", "1"], true, Ct);

        Assert.True(Directory.Exists(outside.FullName));
        outside.Delete();
    }

    [Theory]
    [EveryStore]
    public async Task Of_several_names_all_are_dropped_or_none(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"], ["2024", "2"]);
        var request = new DropPartitionsRequest
        {
            DbName = SampleTable.Database, TblName = SampleTable.Table, DeleteData = true, IfExists = false, Parts = new() { Names = ["y=2024/m=1", "y=2024/m=9"] },
        };

        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.drop_partitions_req(request, Ct));
        Assert.Equal("Some partitions to drop are missing", error.Message);
        Assert.Equal(2, (await SampleTable.ListAsync(metastore, Ct)).Count);

        request.IfExists = true;
        var answer = await metastore.Handler.drop_partitions_req(request, Ct);
        Assert.Equal("1", Assert.Single(answer.Partitions!).Values![1]);
        Assert.Equal(["2024/2"], await SampleTable.ListValuesAsync(metastore, Ct));
    }

    [Fact]
    public async Task Expressions_are_refused_as_Hive_refuses_them_without_its_parser()
    {
        await using var metastore = await SampleTable.StartAsync(Store.Sqlite, Ct);

        await Assert.ThrowsAsync<TApplicationException>(() => metastore.Handler.drop_partitions_req(
            new() { DbName = SampleTable.Database, TblName = SampleTable.Table, Parts = new() { Exprs = [new() { Expr = [1] }] } }, Ct));
    }
}
