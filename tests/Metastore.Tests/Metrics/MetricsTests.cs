using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Metrics;

/// <summary>What Prometheus is told, and what the dashboard and the alert rules ask it.</summary>
public sealed class MetricsTests
{
    private static readonly HttpClient Http = new();

    // In a process of its own: meters of one name are one, whichever server of a process they belong to.
    [Fact]
    public async Task Calls_and_objects_are_counted_under_our_names_and_under_Hives()
    {
        var directory = Directory.CreateTempSubdirectory("metastore-");
        await using var server = ServerProcess.Start(directory.FullName, new Dictionary<string, string>(), "--Rpc:Host=127.0.0.1", "--Rpc:Port=0", "--Metrics:CountInterval=00:00:01");
        using var client = await RpcHost.ClientAsync(await server.ListeningAsync());
        await client.create_database(new Database { Name = "counted" }, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => client.get_database("missing", TestContext.Current.CancellationToken));

        var page = await PageAsync(await server.HttpAsync(), page => page["total_count_dbs"] == 2 && page["metastore_ready"] + page["metastore_writable"] == 2);

        Assert.Equal(2, page["metastore_rpc_duration_seconds_count"]);
        Assert.Equal(2, page["total_api_calls"]);
        Assert.Equal(1, page["api_create_database_total"]);
        Assert.Equal(1, page["api_get_database_total"]);
        Assert.Equal(1, page["open_connections"]);
        Assert.Equal(1, page["metastore_ready"]);
        Assert.Equal(1, page["metastore_writable"]);
        Assert.Equal(0, page["metastore_write_retries_total"]);
        Assert.Equal(0, page["total_count_tables"]);
        Assert.InRange(page["metastore_write_commit_seconds_count"], 1, 1000);
        Assert.Equal(0, page["metastore_rpc_waiting"] + page["metastore_rpc_running"] + page["metastore_rpc_busy_total"]);
        await server.KillAsync();
        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task The_dashboard_and_the_alert_rules_ask_for_nothing_that_is_not_there()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        await using var database = await TestDatabase.CreateAsync(Store.Postgres, "");
        var directory = Directory.CreateTempSubdirectory("metastore-");
        await using var server = ServerProcess.Start(directory.FullName, new Dictionary<string, string>(), ["--Rpc:Port=0", .. database.Settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        using (var client = await RpcHost.ClientAsync(await server.ListeningAsync()))
        {
            await client.create_database(new Database { Name = "asked_for" }, TestContext.Current.CancellationToken);
        }

        var page = await PageAsync(await server.HttpAsync(), page => page["metastore_ready"] == 1 && page.Names.Contains("metastore_catalog_objects"));
        await server.KillAsync();
        directory.Delete(recursive: true);
        var docker = Path.Combine(AppContext.BaseDirectory, "docker");
        List<string> queries =
        [
            .. Queries.OfDashboard(await File.ReadAllTextAsync(Path.Combine(docker, "metastore.json"), TestContext.Current.CancellationToken)),
            .. Queries.OfRules(await File.ReadAllTextAsync(Path.Combine(docker, "alerts.yaml"), TestContext.Current.CancellationToken)),
        ];

        Assert.True(queries.Count > 20);
        Assert.All(queries, query => Assert.NotEmpty(Queries.Metrics(query)));
        Assert.Empty(queries.SelectMany(Queries.Metrics).Distinct().Except(page.Names));
    }

    [Fact]
    public async Task A_database_that_goes_and_comes_back_is_seen()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        await using var database = await PostgresCluster.StartAsync();
        var directory = Directory.CreateTempSubdirectory("metastore-");
        await using var server = ServerProcess.Start(
            directory.FullName, new Dictionary<string, string>(), "--Rpc:Port=0", "--Storage:Provider=Postgres", $"--Storage:ConnectionString={database.ConnectionString("postgres")}");
        var address = await server.HttpAsync();
        await server.ListeningAsync();
        await PageAsync(address, page => page["metastore_ready"] + page["metastore_writable"] == 2);

        await database.KillAsync();
        await PageAsync(address, page => page["metastore_ready"] + page["metastore_writable"] == 0);
        await database.RestartAsync();
        await PageAsync(address, page => page["metastore_ready"] + page["metastore_writable"] == 2);

        await server.KillAsync();
        directory.Delete(recursive: true);
    }

    private static async Task<MetricsPage> PageAsync(Uri server, Func<MetricsPage, bool> isComplete)
    {
        for (var attempt = 0; ; attempt++)
        {
            var page = MetricsPage.Parse(await Http.GetStringAsync(new Uri(server, "/metrics"), TestContext.Current.CancellationToken));
            if (isComplete(page))
            {
                return page;
            }

            Assert.InRange(attempt, 0, 60);
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }
}
