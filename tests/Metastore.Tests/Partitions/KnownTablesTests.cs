using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

/// <summary>Tables that are asked for again after they have changed: what is remembered of them must not count.</summary>
public sealed class KnownTablesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_table_of_other_keys_under_the_same_name_is_read_as_it_is(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        Assert.Single(await metastore.Handler.get_partitions_ps(SampleTable.Database, SampleTable.Table, ["2024"], -1, Ct));
        await metastore.Handler.drop_table(SampleTable.Database, SampleTable.Table, false, Ct);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_partition_names(SampleTable.Database, SampleTable.Table, -1, Ct));
        await metastore.Handler.create_table(Sample.Table(SampleTable.Table, Sample.Column("d", "string")), Ct);

        Assert.Empty(await metastore.Handler.get_partitions(SampleTable.Database, SampleTable.Table, -1, Ct));
        await SampleTable.AddAsync(metastore, Ct, ["x"]);
        var partition = Assert.Single(await metastore.Handler.get_partitions_by_filter(SampleTable.Database, SampleTable.Table, "d = \"x\"", -1, Ct));

        Assert.Equal(["x"], partition.Values);
        Assert.Equal(["x"], (await metastore.Handler.get_partition(SampleTable.Database, SampleTable.Table, ["x"], Ct)).Values);
    }

    [Theory]
    [EveryStore]
    public async Task Partitions_lie_where_their_table_has_been_moved_to(Store store)
    {
        await using var metastore = await SampleTable.StartAsync(store, Ct);
        await SampleTable.AddAsync(metastore, Ct, ["2024", "1"]);
        await metastore.Handler.get_partitions(SampleTable.Database, SampleTable.Table, -1, Ct);
        await RenameAsync(metastore, SampleTable.Table, "renamed");
        await metastore.Handler.get_partitions(SampleTable.Database, "renamed", -1, Ct);

        await RenameAsync(metastore, "renamed", "again");

        var partition = await metastore.Handler.get_partition_by_name(SampleTable.Database, "again", "y=2024/m=1", Ct);
        Assert.Equal($"{metastore.Warehouse}/{SampleTable.Database}.db/again/y=2024/m=1", partition.Sd!.Location);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.get_partitions(SampleTable.Database, "renamed", -1, Ct));
    }

    private static async Task RenameAsync(TestMetastore metastore, string name, string newName)
    {
        var table = await Sample.ReadAsync(metastore, name, Ct);
        table.TableName = newName;
        await metastore.Handler.alter_table(SampleTable.Database, name, table, Ct);
    }
}
