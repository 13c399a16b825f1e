using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Privileges;

public sealed class RoleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task The_configured_users_are_admins(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, new KeyValuePair<string, string?>("Privileges:AdminUsers", "root, ann"));

        Assert.Equal(["admin", "public"], await metastore.Handler.get_role_names(Ct));
        var admins = await metastore.Handler.get_principals_in_role(new("admin"), Ct);
        Assert.Equal([("ann", true), ("root", true)], admins.PrincipalGrants!.Select(grant => (grant.PrincipalName!, grant.GrantOption)));
        var everything = Assert.Single(await metastore.Handler.list_privileges("admin", PrincipalType.ROLE, new() { ObjectType = HiveObjectType.GLOBAL }, Ct));
        Assert.Equal("All", everything.GrantInfo!.Privilege);
    }

    [Theory]
    [EveryStore]
    public async Task A_role_does_not_come_to_have_itself(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await CreateAsync(metastore, "a", "b", "c");
        await GrantAsync(metastore, "a", "b", PrincipalType.ROLE);
        await GrantAsync(metastore, "b", "c", PrincipalType.ROLE);

        var error = await Assert.ThrowsAsync<MetaException>(() => GrantAsync(metastore, "c", "a", PrincipalType.ROLE));

        Assert.Equal("Cannot grant role a to c as c already belongs to the role a. (no cycles allowed)", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task Dropping_a_role_takes_it_from_everybody(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await CreateAsync(metastore, "a", "b");
        await GrantAsync(metastore, "a", "ann", PrincipalType.USER);
        await GrantAsync(metastore, "b", "a", PrincipalType.ROLE);

        await metastore.Handler.drop_role("a", Ct);

        Assert.Equal(["public"], (await metastore.Handler.list_roles("ann", PrincipalType.USER, Ct)).Select(role => role.RoleName));
        Assert.Empty((await metastore.Handler.get_principals_in_role(new("b"), Ct)).PrincipalGrants!);
    }

    [Fact]
    public async Task A_role_is_granted_once()
    {
        await using var metastore = await TestMetastore.CreateAsync();
        await CreateAsync(metastore, "a");
        await GrantAsync(metastore, "a", "ann", PrincipalType.USER);

        var error = await Assert.ThrowsAsync<MetaException>(() => GrantAsync(metastore, "a", "ann", PrincipalType.USER));

        Assert.Equal("Got exception: org.apache.hadoop.hive.metastore.api.InvalidObjectException Principal ann already has the role a", error.Message);
    }

    [Fact]
    public async Task The_grant_option_can_be_taken_alone()
    {
        await using var metastore = await TestMetastore.CreateAsync();
        await CreateAsync(metastore, "a");
        await metastore.Handler.grant_role("a", "ann", PrincipalType.USER, "root", PrincipalType.USER, true, Ct);
        var revoke = new GrantRevokeRoleRequest { RequestType = GrantRevokeType.REVOKE, RoleName = "a", PrincipalName = "ann", PrincipalType = PrincipalType.USER, GrantOption = true };

        await metastore.Handler.grant_revoke_role(revoke, Ct);
        var grant = (await metastore.Handler.get_role_grants_for_principal(new("ann", PrincipalType.USER), Ct)).PrincipalGrants![0];

        Assert.Equal(("a", false), (grant.RoleName, grant.GrantOption));
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.grant_revoke_role(revoke, Ct));
    }

    private static async Task CreateAsync(TestMetastore metastore, params string[] names)
    {
        foreach (var name in names)
        {
            await metastore.Handler.create_role(new() { RoleName = name, OwnerName = "root" }, Ct);
        }
    }

    private static Task<bool> GrantAsync(TestMetastore metastore, string role, string principal, PrincipalType type)
        => metastore.Handler.grant_role(role, principal, type, "root", PrincipalType.USER, false, Ct);
}
