using Metastore.Notifications;
using Metastore.Rpc;
using Metastore.Server;
using Metastore.Server.Configuration;
using Metastore.Storage;
using Metastore.Warehouse;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Metastore.Tests.Configuration;

/// <summary>Where settings come from besides appsettings.json, environment and command line.</summary>
public sealed class SourceTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("metastore-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Hives_own_files_count_where_nothing_else_is_said()
    {
        Write("hive-site.xml", ("hive.metastore.port", "19083"), ("hive.metastore.warehouse.dir", "s3a://lake/warehouse"), ("hive.exec.parallel", "true"), ("hive.txn.timeout", "300s"));
        Write("metastore-site.xml", ("metastore.thrift.port", "29083"), ("javax.jdo.option.ConnectionURL", "jdbc:postgresql://db:5433/hms"), ("javax.jdo.option.ConnectionUserName", "hive"));

        await using var app = MetastoreServer.BuildQuiet([$"--HIVE_CONF_DIR={_directory}", "--Warehouse:Directory=file:/mine"]);

        Assert.Equal(29083, app.Services.GetRequiredService<IOptions<RpcOptions>>().Value.Port);
        Assert.Equal("file:/mine", app.Services.GetRequiredService<IOptions<WarehouseOptions>>().Value.Directory);
        var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        Assert.Equal((StorageProvider.Postgres, "Host=db:5433;Database=hms;Username=hive"), (storage.Provider, storage.ConnectionString));
        var (_, notes) = HiveSite.Read(app.Services.GetRequiredService<IConfiguration>());
        Assert.EndsWith("not used: hive.exec.parallel", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hives_listener_turns_the_log_of_changes_on()
    {
        Write(
            "hive-site.xml",
            ("hive.metastore.transactional.event.listeners", "some.Listener, org.apache.hive.hcatalog.listener.DbNotificationListener"),
            ("hive.metastore.event.message.factory", "org.apache.hadoop.hive.metastore.messaging.json.gzip.GzipJSONMessageEncoder"),
            ("hive.metastore.event.db.listener.timetolive", "7d"));

        await using var app = MetastoreServer.BuildQuiet([$"--HIVE_CONF_DIR={_directory}"]);

        var options = app.Services.GetRequiredService<IOptions<NotificationOptions>>().Value;
        Assert.Equal((true, MessageFormat.Gzip, TimeSpan.FromDays(7)), (options.Enabled, options.Format, options.TimeToLive));
    }

    [Fact]
    public async Task A_secret_is_read_from_its_file()
    {
        var file = Path.Combine(_directory.FullName, "database");
        await File.WriteAllTextAsync(file, "Host=db;Password=se=cret\n", TestContext.Current.CancellationToken);

        await using var app = MetastoreServer.BuildQuiet(["--Storage:Provider=Postgres", $"--Storage:ConnectionString_FILE={file}"]);

        Assert.Equal("Host=db;Password=se=cret", app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var error = Assert.ThrowsAny<Exception>(() => MetastoreServer.BuildQuiet(["--Rpc:Port=70000", "--Limits:NestingDepth=1", "--Storage:WriteRetries=-1", "--Metrics:Foo=1", "--Health:Timeout=0"]));

        Assert.Equal(5, StartFailure.Explain(error)!.Count);
    }

    private void Write(string file, params (string Name, string Value)[] properties) => File.WriteAllText(
        Path.Combine(_directory.FullName, file),
        $"""
        <?xml version="1.0"?>
        <configuration>
        {string.Concat(properties.Select(property => $"<property><name>{property.Name}</name><value>{property.Value}</value></property>\n"))}
        </configuration>
        """);
}
