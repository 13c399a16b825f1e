using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class FilteredTablesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // table1 to table3 are those of Hive's TestRemoteHiveMetaStore.testTableFilter, answers as recorded.
    [Theory]
    [EveryStore("hive_filter_field_owner__ like \".*Owner.*\" and hive_filter_field_owner__ like  \"test.*\"", "table3 table2 table1")]
    [EveryStore("hive_filter_field_owner__ = \"testOwner1\"", "table3 table1")]
    [EveryStore("hive_filter_field_last_access__ < 90", "table3 table2")]
    [EveryStore("hive_filter_field_last_access__ > 90", "")]
    [EveryStore("hive_filter_field_params__test_param_2 LIKE \"50\"", "table2 table1")]
    [EveryStore("hive_filter_field_params__key_dne LIKE \"50\"", "")]
    [EveryStore("hive_filter_field_params__key_dne != \"50\"", "")]
    [EveryStore(
        "hive_filter_field_owner__ = \"testOwner1\" and (hive_filter_field_last_access__ = 30 or hive_filter_field_params__test_param_1 LIKE \"hi\")",
        "table3 table1")]
    [EveryStore("hive_filter_field_tableName__ like \"(?i)TABLE[12]\" and hive_filter_field_tableType__ = \"MANAGED_TABLE\"", "table2 table1")]
    [EveryStore("hive_filter_field_params__discover__partitions like \"true\"", "table1")]
    [EveryStore("", "table3 table2 table1")]
    public async Task Those_that_match_come_back_in_the_order_of_a_hash_set(Store store, string filter, string expected)
    {
        await using var metastore = await StartAsync(store);

        Assert.Equal(expected, string.Join(' ', await metastore.Handler.get_table_names_by_filter(Sample.Database, filter, -1, Cancellation)));
    }

    [Fact]
    public async Task A_number_means_the_oldest_and_a_missing_database_has_none()
    {
        await using var metastore = await StartAsync(Store.Sqlite);

        Assert.Equal(["table2", "table1"], await metastore.Handler.get_table_names_by_filter(Sample.Database, "", 2, Cancellation));
        Assert.Empty(await metastore.Handler.get_table_names_by_filter("nosuch", "", -1, Cancellation));
    }

    [Theory]
    [InlineData("badKey = \"testOwner1\"", "Invalid key name in filter.  Use constants from org.apache.hadoop.hive.metastore.api")]
    [InlineData("hive_filter_field_last_access__ like \"9%\"", "Like is not supported for HIVE_FILTER_FIELD_LAST_ACCESS")]
    [InlineData("\"a\" like hive_filter_field_owner__", "Value should be on the RHS for LIKE operator : Key <hive_filter_field_owner__>")]
    [InlineData("garbage", "Error parsing partition filter: lexer error: no viable alternative at input 'garbage'")]
    public async Task What_is_no_filter_of_tables_is_refused_in_the_words_of_Hive(string filter, string expected)
    {
        await using var metastore = await StartAsync(Store.Sqlite);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_table_names_by_filter(Sample.Database, filter, -1, Cancellation));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public async Task A_database_and_a_filter_must_be_given()
    {
        await using var metastore = await StartAsync(Store.Sqlite);

        await Assert.ThrowsAsync<UnknownDBException>(() => metastore.Handler.get_table_names_by_filter("@hive#", "", -1, Cancellation));
        await Assert.ThrowsAsync<UnknownDBException>(() => metastore.Handler.get_table_names_by_filter($"@#{Sample.Database}", "", -1, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.get_table_names_by_filter(Sample.Database, null, -1, Cancellation));
    }

    private static async Task<TestMetastore> StartAsync(Store store)
    {
        var metastore = await Sample.StartAsync(store, Cancellation);
        await AddAsync("table1", "testOwner1", 90, new() { ["test_param_1"] = "hi", ["test_param_2"] = "50", ["discover.partitions"] = "TRUE" });
        await AddAsync("table2", "testOwner2", 60, new() { ["test_param_2"] = "50" });
        await AddAsync("table3", "testOwner1", 30, new() { ["test_param_2"] = "100" });
        return metastore;

        Task AddAsync(string name, string owner, int lastAccess, Dictionary<string, string> parameters)
        {
            var table = Sample.Table(name);
            (table.Owner, table.LastAccessTime, table.Parameters) = (owner, lastAccess, parameters);
            return metastore.Handler.create_table(table, Cancellation);
        }
    }
}
