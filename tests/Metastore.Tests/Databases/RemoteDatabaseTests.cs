using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Databases;

public sealed class RemoteDatabaseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create_table", "Create table in REMOTE database far is not allowed")]
    [InlineData("drop_table", "Drop table in REMOTE database far is not allowed")]
    [InlineData("alter_table", "Alter table in REMOTE database far is not allowed")]
    [InlineData("add_partition", "Operation add_partitions not supported for REMOTE database far")]
    public async Task Tables_of_another_database_are_not_changed_here(string method, string expected)
    {
        await using var metastore = await TestMetastore.CreateAsync();
        await metastore.Handler.create_dataconnector_req(new() { Connector = new() { Name = "c", Type = "mysql", Url = "jdbc:mysql://db" } }, Ct);
        await metastore.Handler.create_database(new() { Name = "far", Type = DatabaseType.REMOTE, Connector_name = "c", Remote_dbname = "x" }, Ct);
        var table = Sample.Table("t");
        table.DbName = "far";

        var error = await Assert.ThrowsAsync<MetaException>(() => method switch
        {
            "create_table" => metastore.Handler.create_table(table, Ct),
            "drop_table" => metastore.Handler.drop_table("far", "t", true, Ct),
            "alter_table" => metastore.Handler.alter_table("far", "t", table, Ct),
            _ => metastore.Handler.add_partition(new() { DbName = "far", TableName = "t", Values = ["1"], Sd = table.Sd }, Ct),
        });

        Assert.Equal(expected, error.Message);
    }
}
