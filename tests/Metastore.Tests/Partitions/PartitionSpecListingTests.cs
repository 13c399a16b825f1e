using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Partitions;

public sealed class PartitionSpecListingTests
{
    private const string Database = Sample.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partitions_below_the_table_share_a_descriptor_where_the_table_says_so()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, new() { ["hive.hcatalog.partition.spec.grouping.enabled"] = "TRUE" }, Cancellation, "a/1", "b/1");
        var outside = SamplePartitions.Partition(await metastore.Handler.get_table(Database, "p", Cancellation), ["c", "1"]);
        outside.Sd!.Location = $"{metastore.Warehouse}/elsewhere";
        await metastore.Handler.add_partition(outside, Cancellation);

        var specs = await metastore.Handler.get_partitions_pspec(Database, "p", -1, Cancellation);

        Assert.Equal(2, specs.Count);
        Assert.Equal(["/ds=a/hr=1", "/ds=b/hr=1"], specs[0].SharedSDPartitionSpec!.Partitions!.Select(partition => partition.RelativePath));
        Assert.Equal(specs[0].RootPath, specs[0].SharedSDPartitionSpec!.Sd!.Location);
        Assert.Equal(["c/1"], specs[1].PartitionList!.Partitions!.Select(SamplePartitions.ValuesOf));
    }

    [Fact]
    public async Task A_spec_without_grouping_is_there_even_for_no_partitions()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1");

        var specs = await metastore.Handler.get_partitions_pspec(Database, "p", 0, Cancellation);

        Assert.Empty(Assert.Single(specs).PartitionList!.Partitions!);
    }

    [Fact]
    public async Task A_projection_has_the_asked_fields_and_numbers_that_are_not_asked_for_are_zero()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "b/2");

        var spec = Assert.Single(await ListAsync(metastore, ["values", "parameters", "sd.cols.name"], PartitionFilterMode.BY_EXPR, "hr = 2"));

        var partition = Assert.Single(spec.SharedSDPartitionSpec!.Partitions!);
        Assert.Equal(["b", "2"], partition.Values);
        Assert.Equal(0, partition.CreateTime);
        Assert.Equal(["n"], partition.Parameters!.Keys);
        Assert.Null(partition.RelativePath);
        Assert.Equal(["a", "b"], spec.SharedSDPartitionSpec.Sd!.Cols!.Select(column => column.Name));
        Assert.All(spec.SharedSDPartitionSpec.Sd.Cols!, column => Assert.Null(column.Type));
        Assert.Null(spec.SharedSDPartitionSpec.Sd.SerdeInfo);
    }

    [Fact]
    public async Task Partitions_can_be_asked_for_by_names_and_by_values()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation, "a/1", "a/2", "b/1");

        var byNames = Assert.Single(await ListAsync(metastore, ["values"], PartitionFilterMode.BY_NAMES, "ds=b/hr=1", "ds=x/hr=1"));
        var byValues = Assert.Single(await ListAsync(metastore, ["values"], PartitionFilterMode.BY_VALUES, "a"));

        Assert.Single(byNames.SharedSDPartitionSpec!.Partitions!);
        Assert.Equal(2, byValues.SharedSDPartitionSpec!.Partitions!.Count);
    }

    [Fact]
    public async Task A_field_that_no_partition_has_is_refused()
    {
        await using var metastore = await SamplePartitions.StartAsync(Store.Sqlite, Cancellation);
        await SamplePartitions.AddAsync(metastore, [], Cancellation);

        var error = await Assert.ThrowsAsync<MetaException>(() => ListAsync(metastore, ["values", "sd"], PartitionFilterMode.BY_VALUES, "a"));

        Assert.Equal("Invalid partition fields in the projection spec[sd]", error.Message);
    }

    private static async Task<List<PartitionSpec>> ListAsync(TestMetastore metastore, List<string> fields, PartitionFilterMode mode, params string[] filters)
    {
        var request = new GetPartitionsRequest
        {
            DbName = Database,
            TblName = SamplePartitions.Table,
            ProjectionSpec = new() { FieldList = fields, IncludeParamKeyPattern = "n" },
            FilterSpec = new() { FilterMode = mode, Filters = [.. filters] },
        };
        return (await metastore.Handler.get_partitions_with_specs(request, Cancellation)).PartitionSpec!;
    }
}
