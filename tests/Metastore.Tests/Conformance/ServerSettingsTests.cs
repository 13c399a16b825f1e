using Xunit;

namespace Metastore.Tests.Conformance;

public sealed class ServerSettingsTests
{
    [Fact]
    public void Header_s_properties_and_directories_become_this_server_s()
    {
        var header = new RecordingHeader
        {
            Client = "c",
            Server = "Apache Hive 4.0.1",
            Warehouse = "file:/warehouse/w",
            External = "file:/warehouse/w/external",
            Settings = "no external warehouse; metastore.limit.partition.request=100; user admin is in role admin (metastore.users.in.admin.role)",
        };

        var settings = ServerSettings.Of(header, "file:/tmp/x");

        Assert.Equal("4.0", header.Release);
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["Warehouse:Directory"] = "file:/tmp/x",
                ["Warehouse:ExternalDirectory"] = "file:/tmp/x/external",
                ["Limits:PartitionsPerRequest"] = "100",
                ["Privileges:AdminUsers"] = "admin",
            },
            settings);
    }

    [Theory]
    [InlineData("Apache Hive 4.0.1", "Gzip")]
    [InlineData("Apache Hive 3.1.3", "Json")]
    public void Events_are_written_as_the_recorded_release_did(string server, string format)
    {
        var header = new RecordingHeader { Client = "c", Server = server, Warehouse = "file:/w", External = "file:/w", Settings = "notification listener on" };

        Assert.Equal(format, ServerSettings.Of(header, "file:/tmp/x")["Notifications:Format"]);
    }
}
