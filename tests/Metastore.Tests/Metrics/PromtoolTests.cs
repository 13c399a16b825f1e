using Metastore.Tests.Deployment;
using Metastore.Tests.Rpc;
using Xunit;

namespace Metastore.Tests.Metrics;

/// <summary>What Prometheus itself says of our page, rules and queries.</summary>
public sealed class PromtoolTests
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task It_reads_the_page()
    {
        Assert.SkipWhen(Promtool.WhyMissing is not null, Promtool.WhyMissing ?? "");
        var directory = Directory.CreateTempSubdirectory("metastore-");
        await using var server = ServerProcess.Start(directory.FullName, new Dictionary<string, string>(), "--Rpc:Host=127.0.0.1", "--Rpc:Port=0");
        using (var client = await RpcHost.ClientAsync(await server.ListeningAsync()))
        {
            await client.create_database(new Database { Name = "counted" }, TestContext.Current.CancellationToken);
        }

        var page = await Http.GetStringAsync(new Uri(await server.HttpAsync(), "/metrics"), TestContext.Current.CancellationToken);
        await server.KillAsync();
        directory.Delete(recursive: true);

        // 1 is an error; 3 is advice on names, of which Hive's follow none.
        Assert.Contains((await Promtool.RunAsync(page, "check", "metrics")).Code, (int[])[0, 3]);
        Assert.Equal(1, (await Promtool.RunAsync(page + "broken{\n", "check", "metrics")).Code);
    }

    [Fact]
    public async Task It_takes_the_alert_rules_and_the_dashboard_s_queries()
    {
        Assert.SkipWhen(Promtool.WhyMissing is not null, Promtool.WhyMissing ?? "");
        var queries = Queries.OfDashboard(DockerFolder.Text("grafana/metastore.json"))
            .Select(query => query.Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("$instance", ".*", StringComparison.Ordinal));
        var rules = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            rules,
            "groups: [{name: dashboard, rules: [" + string.Join(", ", queries.Select((query, number) => $"{{record: q{number}, expr: '{query}'}}")) + "]}]",
            TestContext.Current.CancellationToken);

        var dashboard = await Promtool.RunAsync("", "check", "rules", rules);
        var alerts = await Promtool.RunAsync("", "check", "rules", DockerFolder.PathOf("prometheus/alerts.yaml"));
        File.Delete(rules);

        Assert.True(dashboard.Code == 0, dashboard.Text);
        Assert.True(alerts.Code == 0, alerts.Text);
    }
}
