using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Metastore.Server;
using Xunit;

namespace Metastore.Tests.Deployment;

public sealed partial class ChartTests
{
    private const string Chart = "helm/metastore/";
    private static readonly Dictionary<object, object> _values = DockerFolder.Yaml(Chart + "values.yaml");
    private static readonly string _templates = string.Concat(DockerFolder.Files("*", Chart + "templates").Select(File.ReadAllText));

    [Fact]
    public void Every_value_that_a_template_reads_has_a_default_and_every_default_is_read()
    {
        var read = Value().Matches(_templates).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var paths = Paths(_values).ToList();

        Assert.NotEmpty(read);
        Assert.All(read, path => Assert.Contains(path, paths));
        Assert.All(paths, path => Assert.Contains(read, other => $"{path}.".StartsWith($"{other}.", StringComparison.Ordinal) || $"{other}.".StartsWith($"{path}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schema_has_the_values_that_the_defaults_have()
    {
        var schema = JsonNode.Parse(DockerFolder.Text(Chart + "values.schema.json"))!.AsObject();

        // Helm adds "global" to every chart's values.
        schema["properties"]!.AsObject().Remove("global");
        AssertSame(schema, _values);
    }

    [Fact]
    public void Every_block_of_the_templates_is_closed()
    {
        foreach (var file in DockerFolder.Files("*", Chart + "templates"))
        {
            var text = File.ReadAllText(file);
            Assert.True(Opening().Count(text) == Closing().Count(text), file);
        }
    }

    [Fact]
    public void Chart_and_manifests_are_of_the_program_s_version()
    {
        var version = typeof(MetastoreServer).Assembly.GetName().Version!.ToString(3);

        Assert.Equal(version, DockerFolder.Yaml(Chart + "Chart.yaml")["appVersion"]);
        Assert.Contains($"newTag: {version}", DockerFolder.Text("kubernetes/kustomization.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_asks_the_same_probes_as_the_manifests()
    {
        var manifest = Probe().Matches(DockerFolder.Text("kubernetes/deployment.yaml")).Select(match => match.Value);

        Assert.Equal(manifest, Probe().Matches(_templates).Select(match => match.Value));
    }

    private static void AssertSame(JsonObject schema, Dictionary<object, object> values)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        Assert.Equal(values.Keys.Cast<string>().Order(StringComparer.Ordinal), properties.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.All(values, value => AssertSame(properties[(string)value.Key]!.AsObject(), value.Value as Dictionary<object, object> ?? []));
    }

    private static IEnumerable<string> Paths(Dictionary<object, object> values, string prefix = "") => values.SelectMany(value =>
        new[] { prefix + value.Key }.Concat(value.Value is Dictionary<object, object> inner ? Paths(inner, $"{prefix}{value.Key}.") : []));

    [GeneratedRegex(@"\.Values\.([A-Za-z.]*[A-Za-z])")]
    private static partial Regex Value();

    [GeneratedRegex(@"\{\{-? *(if|with|range|define) ")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\{\{-? *end ")]
    private static partial Regex Closing();

    [GeneratedRegex(@"\w+Probe:\s+httpGet:\s+path: \S+\s+port: \S+")]
    private static partial Regex Probe();
}
