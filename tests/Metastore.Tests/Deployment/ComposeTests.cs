using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Metastore.Tests.Deployment;

public sealed partial class ComposeTests
{
    private static readonly string[] _ports = [.. new[] { DockerFolder.ThriftPort, DockerFolder.HttpPort }.Select(port => port.ToString(CultureInfo.InvariantCulture))];

    public static TheoryData<string> Names => [.. DockerFolder.Files("compose*.yaml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_compose_file_refers_to_exists(string name)
    {
        var services = Services(name);

        foreach (var service in services.Values.Cast<Dictionary<object, object>>())
        {
            Assert.All(service.Texts("depends_on"), other => Assert.Contains(other, services.Keys));
            Assert.All(service.Texts("volumes").Where(volume => volume.StartsWith('.')), volume => Assert.True(Path.Exists(DockerFolder.PathOf(volume.Split(':')[0])), volume));
            Assert.Matches(Pinned(), (string)service["image"]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_metastore_s_published_ports_are_the_program_s(string name)
    {
        var servers = Services(name).Values.Cast<Dictionary<object, object>>().Where(service => (string)service["image"] == "metastore").ToList();

        Assert.NotEmpty(servers);
        Assert.All(servers.SelectMany(server => server.Texts("ports")), port => Assert.Contains(port.Split(':')[^1], _ports));
    }

    private static Dictionary<object, object> Services(string name)
    {
        var file = DockerFolder.Yaml(name);
        var included = file.Texts("include").SelectMany(Services);
        return file.Mapping("services").Concat(included).ToDictionary();
    }

    [GeneratedRegex(@"^(metastore|\S+:\S*\d\S*)$")]
    private static partial Regex Pinned();
}
