using Metastore.Tests.Rpc;
using Metastore.Tests.Support;
using Xunit;

namespace Metastore.Tests.Metrics;

/// <summary>What a collector of traces gets.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task The_span_of_a_call_holds_those_of_its_statements()
    {
        Assert.SkipWhen(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing ?? "");
        using var collector = new OtlpCollector();
        await using var database = await TestDatabase.CreateAsync(Store.Postgres, "");
        var directory = Directory.CreateTempSubdirectory("metastore-");
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };
        await using (var server = ServerProcess.Start(directory.FullName, environment, ["--Rpc:Port=0", .. database.Settings.Select(setting => $"--{setting.Key}={setting.Value}")]))
        {
            using (var client = await RpcHost.ClientAsync(await server.ListeningAsync()))
            {
                await client.create_database(new Database { Name = "traced" }, TestContext.Current.CancellationToken);
            }

            Assert.Equal(0, await server.TerminateAsync());
        }

        directory.Delete(recursive: true);
        var call = Assert.Single(collector.Spans, span => span is { Scope: "Metastore", Name: "create_database" });
        Assert.Contains(collector.Spans, span => span.Scope == "Npgsql" && span.Parent == call.Id);
    }
}
