using Metastore.Names;
using Metastore.Privileges;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Privileges;

public sealed class PartitionPrivilegeTests
{
    private static readonly TableName Name = new("hive", "default", "t");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_partition_s_privileges_go_with_it(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await CreateTableAsync(metastore);
        await AddPartitionsAsync(metastore, "1", "2");
        var first = new HiveObjectRef { ObjectType = HiveObjectType.PARTITION, DbName = "default", ObjectName = "t", PartValues = ["1"] };
        await metastore.Handler.grant_privileges(Grant(first, "ann"), Ct);
        var absent = new HiveObjectRef { ObjectType = HiveObjectType.PARTITION, DbName = "default", ObjectName = "t", PartValues = ["3"] };
        await metastore.Handler.grant_privileges(Grant(absent, "ann"), Ct);

        var listed = Assert.Single(await metastore.Handler.list_privileges("ann", PrincipalType.USER, new(), Ct));
        Assert.Equal(["1"], listed.HiveObject!.PartValues);

        await metastore.Handler.rename_partition("default", "t", ["1"], Partition("4"), Ct);
        var renamed = Assert.Single(await metastore.Handler.list_privileges("ann", PrincipalType.USER, new(), Ct));
        Assert.Equal(["4"], renamed.HiveObject!.PartValues);

        await metastore.Handler.drop_partition("default", "t", ["4"], false, Ct);
        await AddPartitionsAsync(metastore, "4");
        Assert.Empty(await metastore.Handler.list_privileges("ann", PrincipalType.USER, new(), Ct));
    }

    [Theory]
    [EveryStore]
    public async Task New_partitions_have_what_their_table_has(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await CreateTableAsync(metastore);
        await AddPartitionsAsync(metastore, "1", "2");
        await metastore.Handler.grant_privileges(Grant(new() { ObjectType = HiveObjectType.TABLE, DbName = "default", ObjectName = "t" }, "ann"), Ct);

        var sets = await metastore.Get<Db>().InTransactionAsync(
            async tx =>
            {
                var table = await TableStore.FindAsync(tx, Name, Ct);
                await PartitionPrivileges.CopyFromTableAsync(tx, metastore.Get<Ids>(), table!.Id, ["p=1"], Ct);
                return await PartitionPrivileges.GetSetsAsync(tx, table.Id, ["p=1", "p=2"], "ann", ["staff"], Ct);
            },
            Ct);

        Assert.Equal("select", Assert.Single(sets["p=1"].UserPrivileges!["ann"]).Privilege);
        Assert.Empty(sets["p=2"].UserPrivileges!["ann"]);
        Assert.Empty(sets["p=1"].GroupPrivileges!["staff"]);
        Assert.Empty(sets["p=1"].RolePrivileges!["public"]);
    }

    private static PrivilegeBag Grant(HiveObjectRef on, string user) => new()
    {
        Privileges = [new() { HiveObject = on, PrincipalName = user, PrincipalType = PrincipalType.USER, GrantInfo = new() { Privilege = "select", Grantor = "root" } }],
    };

    private static Task CreateTableAsync(TestMetastore metastore) => metastore.Handler.create_table(
        new()
        {
            DbName = "default",
            TableName = "t",
            TableType = "EXTERNAL_TABLE",
            Parameters = new() { ["EXTERNAL"] = "TRUE" },
            Sd = new() { Cols = [new() { Name = "a", Type = "int" }], SerdeInfo = new() },
            PartitionKeys = [new() { Name = "p", Type = "string" }],
        },
        Ct);

    private static Task<int> AddPartitionsAsync(TestMetastore metastore, params string[] values) =>
        metastore.Handler.add_partitions([.. values.Select(Partition)], Ct);

    private static Partition Partition(string value) => new()
    {
        DbName = "default",
        TableName = "t",
        Values = [value],
        Parameters = [],
        Sd = new() { Cols = [], SerdeInfo = new() },
    };
}
