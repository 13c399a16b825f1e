using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class CreateTableTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_table_reads_back_in_Hives_shape(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        var given = Sample.Table("T_One", Sample.Column("Day", "string"));
        given.Sd!.Cols![0].Name = "A";
        given.Parameters = new() { ["k"] = "v", ["transactional"] = "false", ["DO_NOT_UPDATE_STATS"] = "true" };
        given.Privileges = new();

        await metastore.Handler.create_table(given, Ct);

        var table = await Sample.ReadAsync(metastore, "t_one", Ct);
        Assert.Equal(("t_one", "sales", "hive", "MANAGED_TABLE", PrincipalType.USER), (table.TableName, table.DbName, table.CatName, table.TableType, table.OwnerType));
        Assert.Equal($"{metastore.Warehouse}/sales.db/t_one", table.Sd!.Location);
        Assert.Equal(["a", "b", "day"], table.Sd.Cols!.Concat(table.PartitionKeys!).Select(column => column.Name!));
        Assert.Equal(["k", "transient_lastDdlTime"], table.Parameters!.Keys.Order());
        Assert.True(table.Sd is { BucketCols: [], SortCols: [], SkewedInfo.SkewedColNames: [], __isset: { compressed: true, numBuckets: true, storedAsSubDirectories: true } });
        Assert.True(table is { __isset: { rewriteEnabled: true, retention: true, id: true }, CreateTime: > 0, WriteId: 0, Privileges: null });
        Assert.True(Directory.Exists(Sample.PathOf(table)));
    }

    [Theory]
    [EveryStore]
    public async Task A_name_is_taken_once_and_the_loser_leaves_no_directory(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);

        var second = Sample.External("T", $"{metastore.Warehouse}/elsewhere");
        var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => metastore.Handler.create_table(second, Ct));

        Assert.Equal("Table hive.sales.T already exists", error.Message);
        Assert.False(Directory.Exists($"{metastore.WarehousePath}/elsewhere"));
    }

    [Fact]
    public async Task A_table_of_a_database_that_is_not_there_is_not_made()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        var error = await Assert.ThrowsAsync<InvalidObjectException>(() => metastore.Handler.create_table(Sample.Table("t"), Ct));

        Assert.Equal("database hive.sales", error.Message);
    }

    [Theory]
    [InlineData("nowhere", "t", "InvalidObjectException: database hive.nowhere")]
    [InlineData("sales", "t", "AlreadyExistsException: Table hive.sales.t already exists")]
    [InlineData("sales", "u", "InvalidObjectException: Invalid column type: strin")]
    [InlineData("nowhere", "é", "InvalidObjectException: é is not a valid object name")]
    public async Task What_is_wrong_is_told_in_Hives_order(string database, string name, string expected)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        var table = Sample.Table(name);
        table.DbName = database;
        table.Sd!.Cols![0].Type = "strin";

        var error = await Record.ExceptionAsync(() => metastore.Handler.create_table(table, Ct));

        Assert.Equal(expected, $"{error!.GetType().Name}: {((dynamic)error).Message}");
    }

    [Fact]
    public async Task The_environment_may_make_a_managed_table_external()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);

        await metastore.Handler.create_table_with_environment_context(
            Sample.Table("t"), new() { Properties = new() { ["create_table_as_external"] = "true" } }, Ct);

        var table = await Sample.ReadAsync(metastore, "t", Ct);
        Assert.Equal(("EXTERNAL_TABLE", "TRUE"), (table.TableType, table.Parameters!["EXTERNAL"]));
    }

    [Fact]
    public async Task A_table_may_bring_its_columns_statistics()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = Sample.Table("t");
        table.ColStats = new()
        {
            StatsDesc = new() { IsTblLevel = true, DbName = Sample.Database, TableName = "t" },
            StatsObj = [new() { ColName = "a", ColType = "int", StatsData = new() { LongStats = new() { NumNulls = 1, NumDVs = 7 } } }],
        };

        await metastore.Handler.create_table(table, Ct);

        var result = await metastore.Handler.get_table_statistics_req(new() { DbName = Sample.Database, TblName = "t", ColNames = ["a"] }, Ct);
        Assert.Equal(7, Assert.Single(result.TableStats!).StatsData!.LongStats!.NumDVs);
        Assert.Null((await Sample.ReadAsync(metastore, "t", Ct)).ColStats);
    }

    [Theory]
    [InlineData("a§b", "int", "a§b is not a valid object name")]
    [InlineData("", "int", " is not a valid object name")]
    [InlineData("t", "xyz", "Invalid column type: xyz")]
    public async Task What_is_not_valid_is_refused(string name, string type, string text)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = Sample.Table(name);
        table.Sd!.Cols![0].Type = type;

        var error = await Assert.ThrowsAsync<InvalidObjectException>(() => metastore.Handler.create_table(table, Ct));

        Assert.Equal(text, error.Message);
    }

    [Theory]
    [InlineData("maybe", null, "'transactional' property of TBLPROPERTIES may only have value 'true': sales.t")]
    [InlineData("true", null, "The table must be stored using an ACID compliant format (such as ORC): sales.t")]
    [InlineData("true", "insert_only", null)]
    public async Task A_transactional_table_is_stored_as_ORC_or_only_inserted_into(string transactional, string? properties, string? text)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = Sample.Table("t");
        table.Parameters = new() { ["Transactional"] = transactional };
        if (properties is not null)
        {
            table.Parameters["transactional_properties"] = properties;
        }

        var error = await Record.ExceptionAsync(() => metastore.Handler.create_table(table, Ct));

        Assert.Equal(text, (error as MetaException)?.Message);
    }
}
