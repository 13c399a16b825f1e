using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Databases;

public sealed class DropDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task Only_cascade_drops_a_database_that_is_not_empty(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        await metastore.Handler.create_table(Sample.View("v", "sales.t"), Ct);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.drop_database("@hive#Sales", true, false, Ct));
        await metastore.Handler.drop_database("@hive#Sales", true, true, Ct);

        Assert.Equal("Database sales is not empty. One or more tables exist.", error.Message);
        Assert.Equal(["default"], await metastore.Handler.get_all_databases(Ct));
        Assert.False(Directory.Exists($"{metastore.WarehousePath}/sales.db"));
    }

    [Fact]
    public async Task Functions_count_too()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        var function = new Function
        {
            FunctionName = "f",
            DbName = Sample.Database,
            ClassName = "x.F",
            OwnerType = PrincipalType.USER,
            FunctionType = FunctionType.JAVA,
        };
        await metastore.Handler.create_function(function, Ct);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.drop_database(Sample.Database, true, false, Ct));

        Assert.Equal("Database sales is not empty. One or more functions exist.", error.Message);
    }

    [Fact]
    public async Task A_database_that_is_replicated_stays()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.alter_database(Sample.Database, new() { Name = Sample.Database, Parameters = new() { ["repl.source.for"] = "policy" } }, Ct);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => metastore.Handler.drop_database(Sample.Database, true, true, Ct));

        Assert.Equal("can not drop a database which is a source of replication", error.Message);
    }

    [Fact]
    public async Task A_table_that_another_databases_view_is_made_from_keeps_its_database()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_database(new() { Name = "other" }, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        var view = Sample.View("v", "sales.t");
        view.DbName = "other";
        await metastore.Handler.create_table(view, Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.drop_database(Sample.Database, true, true, Ct));

        Assert.Equal("Cannot drop table as it is used in the following materialized views [other.v]\n", error.Message);
        Assert.Single(await metastore.Handler.get_all_tables(Sample.Database, Ct));
    }

    [Fact]
    public async Task The_database_default_stays()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.drop_database("DEFAULT", true, true, Ct));

        Assert.Equal("Can not drop default database in catalog hive", error.Message);
    }
}
