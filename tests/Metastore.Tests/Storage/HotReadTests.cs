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
        ["get_database_req"] = client => client.get_database_req(new GetDatabaseRequest { Name = "hot" }),
        ["get_databases"] = client => client.get_databases("h*"),
        ["get_tables"] = client => client.get_tables("hot", "*"),
        ["get_table_meta"] = client => client.get_table_meta("hot", "*", []),
        ["get_table_objects_by_name_req"] = client => client.get_table_objects_by_name_req(new GetTablesRequest { DbName = "hot", TblNames = ["t"] }),
        ["get_partition_by_name"] = client => client.get_partition_by_name("hot", "t", "p=1"),
        ["get_partition_with_auth"] = client => client.get_partition_with_auth("hot", "t", ["1"], "u", []),
        ["get_partition_req"] = client => client.get_partition_req(new GetPartitionRequest { DbName = "hot", TblName = "t", PartVals = ["1"] }),
        ["get_partitions_req"] = client => client.get_partitions_req(new PartitionsRequest { DbName = "hot", TblName = "t" }),
        ["get_partitions_ps"] = client => client.get_partitions_ps("hot", "t", ["1"], -1),
        ["get_partitions_ps_with_auth"] = client => client.get_partitions_ps_with_auth("hot", "t", ["1"], -1, "u", []),
        ["get_partitions_ps_with_auth_req"] = client => client.get_partitions_ps_with_auth_req(new GetPartitionsPsWithAuthRequest { DbName = "hot", TblName = "t", PartVals = ["1"] }),
        ["get_partitions_by_names_req"] = client => client.get_partitions_by_names_req(new GetPartitionsByNamesRequest { Db_name = "hot", Tbl_name = "t", Names = ["p=1"] }),
        ["get_partitions_by_filter_req"] = client => client.get_partitions_by_filter_req(new GetPartitionsByFilterRequest { DbName = "hot", TblName = "t", Filter = "p = \"1\"" }),
        ["get_partition_names_ps_req"] = client => client.get_partition_names_ps_req(new GetPartitionNamesPsRequest { DbName = "hot", TblName = "t", PartValues = ["1"] }),
        ["get_partition_names_req"] = client => client.get_partition_names_req(new PartitionsByExprRequest { DbName = "hot", TblName = "t", Expr = "p = \"1\""u8.ToArray(), Order = "1,-" }),
        ["get_partition_values"] = client => client.get_partition_values(new PartitionValuesRequest { DbName = "hot", TblName = "t", PartitionKeys = [new() { Name = "p" }] }),
        ["get_num_partitions_by_filter"] = client => client.get_num_partitions_by_filter("hot", "t", "p > \"1\""),
        ["get_num_partitions_by_filter of all"] = client => client.get_num_partitions_by_filter("hot", "t", ""),
        ["get_partitions_pspec"] = client => client.get_partitions_pspec("hot", "t", -1),
        ["get_part_specs_by_filter"] = client => client.get_part_specs_by_filter("hot", "t", "p = \"1\"", -1),
        ["get_partitions_with_specs"] = client => client.get_partitions_with_specs(new GetPartitionsRequest { DbName = "hot", TblName = "t", FilterSpec = new(), ProjectionSpec = new() }),
        ["get_partitions_statistics_req"] = client => client.get_partitions_statistics_req(Statistics()),
        ["get_aggr_stats_for"] = client => client.get_aggr_stats_for(Statistics()),
        ["get_foreign_keys"] = client => client.get_foreign_keys(new ForeignKeysRequest { Foreign_db_name = "hot", Foreign_tbl_name = "t" }),
        ["get_not_null_constraints"] = client => client.get_not_null_constraints(new NotNullConstraintsRequest { CatName = "hive", Db_name = "hot", Tbl_name = "t" }),
        ["get_fields"] = client => client.get_fields("hot", "t"),
        ["get_all_functions"] = client => client.get_all_functions(),
    };

    public static TheoryData<string> Calls => [.. Reads.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_hot_read_is_one_statement(string call)
    {
        var handler = pools.Played.Metastore.Handler;
        await CreateAsync(handler);
        await Reads[call](handler);
        pools.Played.Cockroach.Clear();
        await Reads[call](handler);
        Assert.Single(pools.Played.Cockroach.Sent);
        Assert.Empty(PlayedRules.Broken(pools.Played.Cockroach.Sent));
    }

    private static PartitionsStatsRequest Statistics() => new() { DbName = "hot", TblName = "t", ColNames = ["a"], PartNames = ["p=1", "p=2"] };

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
