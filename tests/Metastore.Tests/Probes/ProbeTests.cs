using System.Net;
using Metastore.Fb303;
using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Npgsql;
using Xunit;

namespace Metastore.Tests.Probes;

/// <summary>What orchestrators are told about a server, over HTTP and over Thrift.</summary>
public sealed class ProbeTests
{
    private const string Healthy = """{"status":"Healthy"}""";
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task All_is_well_on_a_server_of_its_own()
    {
        await using var host = await RpcHost.StartAsync();

        foreach (var probe in (string[])["live", "ready", "startup", "writable"])
        {
            Assert.Equal((HttpStatusCode.OK, Healthy), await AskAsync(host.Http, probe));
        }

        using var client = await host.ClientAsync();
        Assert.Equal(fb_status.ALIVE, await client.getStatus(TestContext.Current.CancellationToken));
        Assert.Equal("", await client.getStatusDetails(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_that_goes_and_comes_back_is_told_at_every_moment()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        await using var database = await PostgresCluster.StartAsync();
        await using var host = await RpcHost.StartAsync(
            ("Storage:Provider", "Postgres"), ("Storage:ConnectionString", database.ConnectionString("postgres")), ("Storage:PoolSize", "2"), ("Health:Life", "00:00:00"));
        using var client = await host.ClientAsync();
        Assert.Equal((HttpStatusCode.OK, Healthy), await AskAsync(host.Http, "ready"));

        await database.KillAsync();

        Assert.Equal((HttpStatusCode.OK, Healthy), await AskAsync(host.Http, "live"));
        Assert.Equal((HttpStatusCode.OK, Healthy), await AskAsync(host.Http, "startup"));
        await AssertUnhealthyAsync(host.Http, "ready", "The metastore's database does not answer");
        await AssertUnhealthyAsync(host.Http, "writable", "takes no writes now");
        Assert.Equal(fb_status.DEAD, await client.getStatus(TestContext.Current.CancellationToken));
        Assert.Contains("does not answer", await client.getStatusDetails(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await database.RestartAsync();

        await BecomesHealthyAsync(host.Http, "ready");
        await BecomesHealthyAsync(host.Http, "writable");
        Assert.Equal(fb_status.ALIVE, await client.getStatus(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Writes_that_the_database_refuses_leave_the_server_ready()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        await using var database = await PostgresCluster.StartAsync();
        await using var host = await RpcHost.StartAsync(
            ("Storage:Provider", "Postgres"), ("Storage:ConnectionString", database.ConnectionString("postgres")), ("Storage:PoolSize", "2"), ("Health:Life", "00:00:00"));
        await using (var connection = new NpgsqlConnection(database.ConnectionString("postgres")))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("LOCK TABLE commit_tokens", connection, await connection.BeginTransactionAsync(TestContext.Current.CancellationToken));
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

            Assert.Equal((HttpStatusCode.OK, Healthy), await AskAsync(host.Http, "ready"));
            await AssertUnhealthyAsync(host.Http, "writable", "takes no writes now");
            using var client = await host.ClientAsync();
            Assert.Equal(fb_status.WARNING, await client.getStatus(TestContext.Current.CancellationToken));
        }

        await BecomesHealthyAsync(host.Http, "writable");
    }

    [Fact]
    public async Task A_storm_of_probes_asks_the_store_once_a_second()
    {
        await using var metastore = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Health:Life", "00:00:01"));
        var probe = metastore.Metastore.Get<Metastore.Health.StoreProbe>();
        await probe.CanReadAsync();
        metastore.Cockroach.Clear();

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => probe.CanReadAsync()));

        Assert.InRange(metastore.Cockroach.Sent.Count, 0, 2);
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(Uri server, string probe)
    {
        using var answer = await Http.GetAsync(new Uri(server, $"/healthz/{probe}"), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task AssertUnhealthyAsync(Uri server, string probe, string reason)
    {
        var (status, body) = await AskAsync(server, probe);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("""{"status":"Unhealthy","reason":"The """, body, StringComparison.Ordinal);
        Assert.Contains(reason, body, StringComparison.Ordinal);
    }

    private static async Task BecomesHealthyAsync(Uri server, string probe)
    {
        for (var attempt = 0; (await AskAsync(server, probe)).Status != HttpStatusCode.OK; attempt++)
        {
            Assert.InRange(attempt, 0, 100);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
