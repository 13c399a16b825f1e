using Metastore.Tests.Support.Played;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>How often the calls that engines make all the time go to the database: each time is a way to the nearest copy.</summary>
public sealed class HotReadTests(PlayedPools pools) : IClassFixture<PlayedPools>
{
    private static readonly Dictionary<string, Func<ThriftHiveMetastore.IAsync, Task>> Reads = new()
    {
        ["get_all_databases"] = client => client.get_all_databases(),
        ["get_database"] = client => client.get_database("hot"),
        ["get_all_tables"] = client => client.get_all_tables("hot"),
        ["get_table"] = client => client.get_table("hot", "t"),
        ["get_table_req"] = client => client.get_table_req(new GetTableRequest("hot", "t")),
        ["get_table_objects_by_name"] = client => client.get_table_objects_by_name("hot", ["t"]),
        ["get_partition"] = client => client.get_partition("hot", "t", ["1"]),
        ["get_partition_names"] = client => client.get_partition_names("hot", "t", -1),
        ["get_partition_names_ps"] = client => client.get_partition_names_ps("hot", "t", ["1"], -1),
        ["get_partitions"] = client => client.get_partitions("hot", "t", -1),
        ["get_partitions_by_names"] = client => client.get_partitions_by_names("hot", "t", ["p=1", "p=2"]),
        ["get_partitions_by_filter"] = client => client.get_partitions_by_filter("hot", "t", "p = \"1\"", -1),
        ["get_table_statistics_req"] = client => client.get_table_statistics_req(new TableStatsRequest("hot", "t", ["a"])),
        ["get_primary_keys"] = client => client.get_primary_keys(new PrimaryKeysRequest("hot", "t")),
    };

    [Theory]
    [InlineData("get_all_databases", 1)]
    [InlineData("get_database", 1)]
    [InlineData("get_all_tables", 1)]
    [InlineData("get_table", 1)]
    [InlineData("get_table_req", 1)]
    [InlineData("get_table_objects_by_name", 1)]
    [InlineData("get_partition", 1)]
    [InlineData("get_partition_names", 1)]
    [InlineData("get_partition_names_ps", 1)]
    [InlineData("get_partitions", 1)]
    [InlineData("get_partitions_by_names", 1)]
    [InlineData("get_partitions_by_filter", 1)]
    [InlineData("get_table_statistics_req", 1)]
    [InlineData("get_primary_keys", 1)]
    public async Task A_read_goes_to_the_database_no_more_often_than_it_must(string call, int statements)
    {
        var handler = pools.Played.Metastore.Handler;
        await CreateAsync(handler);
        await Reads[call](handler);
        pools.Played.Cockroach.Clear();
        await Reads[call](handler);
        Assert.Equal(statements, pools.Played.Cockroach.Sent.Count);
        Assert.Empty(PlayedRules.Broken(pools.Played.Cockroach.Sent));
    }

    private static StorageDescriptor Descriptor() =>
        new() { Cols = [new FieldSchema { Name = "a", Type = "string" }], SerdeInfo = new SerDeInfo(), Parameters = [] };

    private static Partition Partition(string value) => new() { DbName = "hot", TableName = "t", Values = [value], Sd = Descriptor(), Parameters = [] };

    private static async Task CreateAsync(ThriftHiveMetastore.IAsync handler)
    {
        if ((await handler.get_all_databases()).Contains("hot"))
        {
            return;
        }

        await handler.create_database(new Database { Name = "hot" });
        await handler.create_table(new Table
        {
            DbName = "hot",
            TableName = "t",
            Sd = Descriptor(),
            PartitionKeys = [new FieldSchema { Name = "p", Type = "string" }],
            Parameters = new() { ["EXTERNAL"] = "TRUE" },
            TableType = "EXTERNAL_TABLE",
        });
        await handler.add_partitions([Partition("1"), Partition("2")]);
    }
}
