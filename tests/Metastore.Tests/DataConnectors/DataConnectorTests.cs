using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.DataConnectors;

public sealed class DataConnectorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [EveryStore]
    public async Task A_connector_is_found_whatever_the_case_of_its_name(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_dataconnector_req(new() { Connector = Connector("Sales") }, Ct);
        await metastore.Handler.create_dataconnector(Connector("archive"), Ct);

        var found = await metastore.Handler.get_dataconnector_req(new() { ConnectorName = "SALES" }, Ct);

        Assert.Equal(("sales", "tester", PrincipalType.USER), (found.Name, found.OwnerName, found.OwnerType));
        Assert.True(found.CreateTime > 0);
        Assert.Equal(["archive", "sales"], await metastore.Handler.get_dataconnectors(Ct));
        var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => metastore.Handler.create_dataconnector(Connector("sAles"), Ct));
        Assert.Equal("DataConnector sAles already exists", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task An_altered_connector_keeps_its_type_and_what_is_left_out(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_dataconnector(Connector("sales"), Ct);

        await metastore.Handler.alter_dataconnector("sales", new() { Name = "other", Type = "oracle", Url = "jdbc:postgresql://new/x" }, Ct);

        var found = await metastore.Handler.get_dataconnector_req(new() { ConnectorName = "sales" }, Ct);
        Assert.Equal(("postgres", "jdbc:postgresql://new/x", "old sales", PrincipalType.USER), (found.Type, found.Url, found.Description, found.OwnerType));
        Assert.Null(found.OwnerName);
        Assert.Empty(found.Parameters!);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.alter_dataconnector("other", found, Ct));
    }

    [Theory]
    [EveryStore]
    public async Task A_dropped_connector_is_gone_though_a_database_names_it(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store);
        await metastore.Handler.create_dataconnector(Connector("sales"), Ct);
        await metastore.Handler.create_database(new() { Name = "far", Type = DatabaseType.REMOTE, Connector_name = "sales" }, Ct);

        await metastore.Handler.drop_dataconnector_req(new() { ConnectorName = "Sales", CheckReferences = true }, Ct);

        Assert.Empty(await metastore.Handler.get_dataconnectors(Ct));
        await metastore.Handler.drop_dataconnector("sales", true, false, Ct);
        var error = await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.drop_dataconnector("sales", false, false, Ct));
        Assert.Equal("DataConnector sales doesn't exist", error.Message);
    }

    [Theory]
    [EveryStore]
    public async Task A_new_connector_is_no_event(Store store)
    {
        await using var metastore = await TestMetastore.CreateAsync(store, KeyValuePair.Create("Notifications:Enabled", (string?)"true"));
        await metastore.Handler.create_dataconnector(Connector("sales"), Ct);

        Assert.Equal(0, (await metastore.Handler.get_current_notificationEventId(Ct)).EventId);
    }

    [Fact]
    public async Task A_connector_has_a_valid_name()
    {
        await using var metastore = await TestMetastore.CreateAsync();

        await Assert.ThrowsAsync<InvalidObjectException>(() => metastore.Handler.create_dataconnector(Connector("größe"), Ct));
        await Assert.ThrowsAsync<MetaException>(() => metastore.Handler.create_dataconnector(Connector(null), Ct));
    }

    private static DataConnector Connector(string? name) => new()
    {
        Name = name,
        Type = "postgres",
        Url = "jdbc:postgresql://old/x",
        Description = "old sales",
        Parameters = new() { ["hive.sql.dbcp.username"] = "hive" },
    };
}
