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
        await AddPartitionsAsync(metastore, "p=1", "p=2");
        var first = new HiveObjectRef { ObjectType = HiveObjectType.PARTITION, DbName = "default", ObjectName = "t", PartValues = ["1"] };
        await metastore.Handler.grant_privileges(Grant(first, "ann"), Ct);
        var absent = new HiveObjectRef { ObjectType = HiveObjectType.PARTITION, DbName = "default", ObjectName = "t", PartValues = ["3"] };
        await metastore.Handler.grant_privileges(Grant(absent, "ann"), Ct);

        var listed = Assert.Single(await metastore.Handler.list_privileges("ann", PrincipalType.USER, new(), Ct));
        Assert.Equal(["1"], listed.HiveObject!.PartValues);

        await metastore.Get<Db>().InTransactionAsync(tx => tx.ExecuteAsync("DELETE FROM partitions WHERE name = 'p=1'", null, Ct), Ct);
        await AddPartitionsAsync(metastore, "p=1");
        Assert.Empty(await metastore.Handler.list_privileges("ann", PrincipalType.USER, first, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task New_partitions_have_what_their_table_has(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await CreateTableAsync(metastore);
        await AddPartitionsAsync(metastore, "p=1", "p=2");
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

    private static Task AddPartitionsAsync(TestMetastore metastore, params string[] names) => metastore.Get<Db>().InTransactionAsync(
        async tx =>
        {
            var table = await TableStore.FindAsync(tx, Name, Ct);
            foreach (var name in names)
            {
                await tx.ExecuteAsync(
                    "INSERT INTO partitions (table_id, name, version, payload) VALUES (@Id, @name, 1, @payload)", new { table!.Id, name, payload = Array.Empty<byte>() }, Ct);
            }
        },
        Ct);
}
