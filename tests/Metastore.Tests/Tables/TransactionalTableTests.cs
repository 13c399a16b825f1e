using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Tables;

public sealed class TransactionalTableTests
{
    private const string CannotBeUnset = "TBLPROPERTIES with 'transactional'='true' cannot be unset: sales.t";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_whose_rows_may_be_changed_is_not_sorted()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var table = Orc("t", "default");
        table.Sd!.SortCols = [new() { Col = "a", Order_ = 1 }];

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.create_table(table, Ct));

        Assert.Equal("Table sales.t cannot support full ACID functionality since it is sorted.", error.Message);
        table.Parameters!["transactional_properties"] = "insert_only";
        await metastore.Handler.create_table(table, Ct);
    }

    [Fact]
    public async Task A_kind_of_transactional_table_that_is_unknown_is_named_in_lower_case()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.create_table(Orc("t", "NonSense"), Ct));

        Assert.Equal("Invalid transactional properties specified for sales.t with the error unknown value nonsense for transactional_properties", error.Message);
    }

    [Fact]
    public async Task Tables_of_other_catalogs_are_kept_as_they_come()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_catalog(new() { Catalog = new() { Name = "spark", LocationUri = $"{metastore.Warehouse}/spark" } }, Ct);
        var table = Sample.Table("t");
        (table.CatName, table.DbName, table.Parameters) = ("spark", "default", new() { ["transactional"] = "true" });

        await metastore.Handler.create_table(table, Ct);
        table = await metastore.Handler.get_table("@spark#default", "t", Ct);
        table.Parameters!["transactional"] = "false";
        await metastore.Handler.alter_table("@spark#default", "t", table, Ct);

        Assert.Equal("false", (await metastore.Handler.get_table("@spark#default", "t", Ct)).Parameters!["transactional"]);
    }

    [Theory]
    [InlineData("default", "true", "EXTERNAL_TABLE", "sales.t cannot be converted to external table as it is transactional table.")]
    [InlineData("default", "false", "MANAGED_TABLE", CannotBeUnset)]
    [InlineData("default", null, "MANAGED_TABLE", CannotBeUnset)]
    [InlineData("insert_only", "maybe", "MANAGED_TABLE", CannotBeUnset)]
    [InlineData("insert_only", "false", "MANAGED_TABLE", null)]
    [InlineData("insert_only", null, "MANAGED_TABLE", null)]
    [InlineData(null, "maybe", "MANAGED_TABLE", CannotBeUnset)]
    [InlineData(null, "true", "EXTERNAL_TABLE", "sales.t cannot be converted to external table as it is transactional table.")]
    public async Task A_table_stays_transactional_unless_it_is_only_inserted_into(string? properties, string? transactional, string type, string? text)
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Orc("t", properties), Ct);
        var changed = Orc("t", properties);
        (changed.TableType, changed.Sd!.Location) = (type, $"{metastore.Warehouse}/sales.db/t");
        Set(changed, "EXTERNAL", type == "EXTERNAL_TABLE" ? "TRUE" : null);
        Set(changed, "transactional", transactional);

        var error = await Record.ExceptionAsync(() => metastore.Handler.alter_table(Sample.Database, "t", changed, Ct));

        Assert.Equal(text, (error as MetaException)?.Message);
        Assert.Equal(text is null, error is null);
    }

    [Theory]
    [EveryStore]
    public async Task A_table_that_becomes_transactional_keeps_write_ids_for_the_rows_it_has(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Orc("t", null), Ct);
        await metastore.Handler.create_table(Orc("u", "insert_only"), Ct);

        foreach (var name in (string[])["t", "t", "u"])
        {
            var changed = Orc(name, "default");
            changed.Sd!.Location = $"{metastore.Warehouse}/sales.db/{name}";
            await metastore.Handler.alter_table(Sample.Database, name, changed, Ct);
        }

        Assert.Equal(10_000_000, (await metastore.Handler.get_max_allocated_table_write_id(new("sales", "u"), Ct)).MaxWriteId);
        var txns = (await metastore.Handler.open_txns(new(1, "u", "h"), Ct)).Txn_ids;
        var allocated = await metastore.Handler.allocate_table_write_ids(new("sales", "t") { TxnIds = txns }, Ct);
        Assert.Equal(10_000_001, Assert.Single(allocated.TxnToWriteIds!).WriteId);
        var seen = Assert.Single((await metastore.Handler.get_valid_write_ids(new(["sales.u"]), Ct)).TblValidWriteIds!);
        Assert.Equal(10_000_000, seen.WriteIdHighWaterMark);
        Assert.Empty(seen.InvalidWriteIds!);
    }

    private static Table Orc(string name, string? properties)
    {
        var table = Sample.Table(name);
        (table.Sd!.InputFormat, table.Sd.OutputFormat) = ("org.apache.hadoop.hive.ql.io.orc.OrcInputFormat", "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat");
        Set(table, "transactional", properties is null ? null : "true");
        Set(table, "transactional_properties", properties);
        return table;
    }

    private static void Set(Table table, string key, string? value)
    {
        table.Parameters!.Remove(key);
        if (value is not null)
        {
            table.Parameters.Add(key, value);
        }
    }
}
