using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Privileges;

public sealed class PrivilegeTests
{
    private static readonly HiveObjectRef OnTable = new() { ObjectType = HiveObjectType.TABLE, DbName = "default", ObjectName = "T" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task The_owner_s_privileges_come_with_the_table_and_go_with_it(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var owned = Table();
        owned.Privileges = new() { UserPrivileges = new() { ["ann"] = [Info("select", "ann"), Info("insert", "ann")] } };
        await metastore.Handler.create_table(owned, Ct);

        var listed = await metastore.Handler.list_privileges(null, default, OnTable, Ct);

        Assert.Equal([("ann", "select", "SQL"), ("ann", "insert", "SQL")], listed.Select(one => (one.PrincipalName!, one.GrantInfo!.Privilege!, one.Authorizer!)));
        await metastore.Handler.drop_table("default", "t", false, Ct);
        await metastore.Handler.create_table(Table(), Ct);
        Assert.Empty(await metastore.Handler.list_privileges(null, default, OnTable, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task A_privilege_is_granted_once_by_one_grantor(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_table(Table(), Ct);
        await metastore.Handler.grant_privileges(Bag(OnTable, "ann", "select,insert", "root"), Ct);
        await metastore.Handler.grant_privileges(Bag(OnTable, "ann", "select", "bob"), Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.grant_privileges(Bag(OnTable, "ann", "update,select", "root"), Ct));

        Assert.Equal("Got exception: org.apache.hadoop.hive.metastore.api.InvalidObjectException select is already granted on table [default,T] by root", error.Message);
        var listed = await metastore.Handler.list_privileges("ann", PrincipalType.USER, OnTable, Ct);
        Assert.Equal(["select", "insert", "select"], listed.Select(one => one.GrantInfo!.Privilege));
    }

    [Theory]
    [EveryStore]
    public async Task What_is_revoked_goes_whoever_keeps_it_and_in_any_case(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_table(Table(), Ct);
        await metastore.Handler.grant_privileges(Bag(OnTable, "ann", "SELECT,INSERT,UPDATE", "root"), Ct);
        var ofOthers = Bag(OnTable, "ann", "select,absent,UPDATE", "bob");
        ofOthers.Privileges![0].Authorizer = "other";

        await metastore.Handler.revoke_privileges(ofOthers, Ct);
        await metastore.Handler.revoke_privileges(Bag(OnTable, "ann", " ", "root"), Ct);

        Assert.Equal(["INSERT"], (await metastore.Handler.list_privileges("ann", PrincipalType.USER, OnTable, Ct)).Select(one => one.GrantInfo!.Privilege));
        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.revoke_privileges(Bag(OnTable, "ann", "absent,INSERT", "root"), Ct));
        Assert.Equal("Got exception: org.apache.hadoop.hive.metastore.api.InvalidObjectException No grant (absent) found  on table T, database is default", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task A_partition_without_values_is_nobody_s_and_one_of_no_table_an_error(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var partition = new HiveObjectRef { ObjectType = HiveObjectType.PARTITION, DbName = "default", ObjectName = "absent" };

        var set = await metastore.Handler.get_privilege_set(partition, "ann", [], Ct);
        partition.PartValues = ["1"];
        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.get_privilege_set(partition, "ann", [], Ct));

        Assert.Equal("ann: ", Text(set.UserPrivileges!));
        Assert.Equal("hive.default.absent table not found", error.Message);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.list_privileges("ann", PrincipalType.USER, partition, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task The_set_of_a_user_has_all_roles_he_comes_to_have(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_table(Table(), Ct);
        await metastore.Handler.create_role(new() { RoleName = "outer" }, Ct);
        await metastore.Handler.create_role(new() { RoleName = "inner" }, Ct);
        await metastore.Handler.grant_role("outer", "staff", PrincipalType.GROUP, "root", PrincipalType.USER, false, Ct);
        await metastore.Handler.grant_role("inner", "outer", PrincipalType.ROLE, "root", PrincipalType.USER, false, Ct);
        await metastore.Handler.grant_privileges(Bag(OnTable, "inner", "select", "root", PrincipalType.ROLE), Ct);

        var set = await metastore.Handler.get_privilege_set(OnTable, "ann", ["staff"], Ct);

        Assert.Equal("ann: ", Text(set.UserPrivileges!));
        Assert.Equal("staff: ", Text(set.GroupPrivileges!));
        Assert.Equal("inner: select; outer: ; public: ", Text(set.RolePrivileges!));
    }

    [Theory]
    [EveryStore]
    public async Task Revoking_what_is_not_granted_revokes_nothing(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        var database = new HiveObjectRef { ObjectType = HiveObjectType.DATABASE, DbName = "default" };
        await metastore.Handler.grant_privileges(Bag(database, "ann", "SELECT", "root"), Ct);

        var error = await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.revoke_privileges(Bag(database, "ann", "INSERT,SELECT", "root"), Ct));

        Assert.Equal("Got exception: org.apache.hadoop.hive.metastore.api.InvalidObjectException No database grant found for privileges INSERT on database default", error.Message);
        Assert.Single(await metastore.Handler.list_privileges("ann", PrincipalType.USER, database, Ct));
        await metastore.Handler.revoke_privileges(Bag(database, "ann", "SELECT", "root"), Ct);
        Assert.Empty(await metastore.Handler.list_privileges("ann", PrincipalType.USER, database, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task A_refresh_replaces_the_grants_of_its_authorizer_only(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_table(Table(), Ct);
        await metastore.Handler.grant_privileges(Bag(OnTable, "ann", "select", "root"), Ct);
        var other = Bag(OnTable, "ann", "insert", "root");
        other.Privileges![0].Authorizer = "ranger";
        await metastore.Handler.grant_privileges(other, Ct);

        await metastore.Handler.refresh_privileges(OnTable, "SQL", new() { RequestType = GrantRevokeType.GRANT, Privileges = Bag(OnTable, "bob", "update", "root") }, Ct);

        var listed = await metastore.Handler.list_privileges(null, default, OnTable, Ct);
        Assert.Equal([("ann", "insert"), ("bob", "update")], listed.Select(one => (one.PrincipalName!, one.GrantInfo!.Privilege!)));
    }

    private static string Text(Dictionary<string, List<PrivilegeGrantInfo>> grants)
        => string.Join("; ", grants.OrderBy(grant => grant.Key, StringComparer.Ordinal).Select(grant => $"{grant.Key}: {string.Join(',', grant.Value.Select(info => info.Privilege))}"));

    private static PrivilegeBag Bag(HiveObjectRef on, string principal, string privilege, string grantor, PrincipalType type = PrincipalType.USER) => new()
    {
        Privileges = [new() { HiveObject = on, PrincipalName = principal, PrincipalType = type, GrantInfo = Info(privilege, grantor), Authorizer = "SQL" }],
    };

    private static PrivilegeGrantInfo Info(string privilege, string grantor) => new() { Privilege = privilege, Grantor = grantor, GrantorType = PrincipalType.USER };

    private static Table Table() => new()
    {
        DbName = "default",
        TableName = "t",
        TableType = "EXTERNAL_TABLE",
        Parameters = new() { ["EXTERNAL"] = "TRUE" },
        Sd = new() { Cols = [new() { Name = "a", Type = "int" }], SerdeInfo = new() },
    };
}
