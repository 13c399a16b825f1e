using System.Net;
using System.Text.RegularExpressions;
using k8s;
using k8s.Models;
using Metastore.Server.Commands;
using Metastore.Tests.Rpc;
using Xunit;

namespace Metastore.Tests.Deployment;

/// <summary>What the files in <c>docker</c> have asked of a server is answered by one.</summary>
public sealed partial class ProbeAddressTests
{
    private static readonly HttpClient Http = new();

    [Fact]
    public async Task Every_address_in_manifests_and_chart_answers()
    {
        await using var host = await RpcHost.StartAsync();
        var container = Assert.Single(KubernetesYaml.LoadAllFromString(DockerFolder.Text("kubernetes/deployment.yaml")).OfType<V1Deployment>().Single().Spec.Template.Spec.Containers);
        var asked = new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Select(probe => (probe.HttpGet.Path, Port: probe.HttpGet.Port.Value)).ToList();
        var templates = string.Concat(DockerFolder.Files("*.yaml", "helm/metastore/templates").Select(File.ReadAllText));
        asked.AddRange(Get().Matches(templates).Select(match => (match.Groups["path"].Value, match.Groups["port"].Value)));
        asked.AddRange(Scrape().Matches(templates).Select(match => (match.Groups["path"].Value, match.Groups["port"].Value)));

        Assert.Equal(7, asked.Count);
        foreach (var (path, port) in asked)
        {
            // The name is that of the port on which the program has its probes: another test compares the numbers.
            Assert.Equal((DockerFolder.HttpPort, port), (container.Ports.Single(named => named.Name == port).ContainerPort, "http"));
            using var answer = await Http.GetAsync(new Uri(host.Http, path), TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        }
    }

    [Fact]
    public async Task The_image_s_health_check_finds_a_server_healthy_and_its_absence_not()
    {
        var command = HealthCheck().Match(DockerFolder.Text("Dockerfile")).Groups["command"].Value;
        string[] arguments;
        await using (var host = await RpcHost.StartAsync())
        {
            arguments = [command, "--Rpc:Host=127.0.0.1", $"--Http:Port={host.Http.Port}"];
            Assert.Equal(0, await CommandLine.RunAsync(arguments));
        }

        Assert.Equal(1, await CommandLine.RunAsync(arguments));
    }

    [Fact]
    public void Compose_files_wait_for_the_image_s_own_health_check()
    {
        var waiting = 0;
        foreach (var file in DockerFolder.Files("compose*.yaml"))
        {
            var services = DockerFolder.Yaml(Path.GetFileName(file)).Mapping("services").Values.Cast<Dictionary<object, object>>().ToList();
            Assert.DoesNotContain(services, service => (string)service["image"] == "metastore" && service.ContainsKey("healthcheck"));
            waiting += services.Count(service => (string?)service.Mapping("depends_on").Mapping("metastore").GetValueOrDefault("condition") == "service_healthy");
        }

        Assert.NotEqual(0, waiting);
    }

    [GeneratedRegex(@"httpGet:\s+path: (?<path>\S+)\s+port: (?<port>\S+)")]
    private static partial Regex Get();

    [GeneratedRegex(@"- port: (?<port>\S+)\s+path: (?<path>\S+)")]
    private static partial Regex Scrape();

    [GeneratedRegex("""^HEALTHCHECK .*\\\n +CMD \["dotnet", "/app/Metastore\.Server\.dll", "(?<command>\w+)"\]$""", RegexOptions.Multiline)]
    private static partial Regex HealthCheck();
}
