using System.Reflection;
using Metastore.Rpc;
using Metastore.Server.Probes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Metastore.Tests.Deployment;

/// <summary>The files below <c>docker/</c>, as they are in the source tree.</summary>
internal static class DockerFolder
{
    private static readonly string _root = typeof(DockerFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Docker").Value!;

    /// <summary>The program's ports, unless settings change them.</summary>
    public static int ThriftPort { get; } = new RpcOptions().Port;

    public static int HttpPort { get; } = new HttpOptions().Port;

    public static string PathOf(string name) => Path.GetFullPath(Path.Combine(_root, name));

    public static string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>Files by a pattern, as paths.</summary>
    public static IReadOnlyList<string> Files(string pattern, string folder = "") =>
        [.. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>A YAML file as mappings, sequences and texts, its anchors followed.</summary>
    public static Dictionary<object, object> Yaml(string name)
    {
        using var text = new StringReader(Text(name));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text)));
    }

    /// <summary>The mapping behind a key; empty if there is none.</summary>
    public static Dictionary<object, object> Mapping(this Dictionary<object, object> parent, string key) =>
        parent.GetValueOrDefault(key) as Dictionary<object, object> ?? [];

    /// <summary>The texts behind a key: of a sequence, or the keys of a mapping; none if there is no such key.</summary>
    public static IEnumerable<string> Texts(this Dictionary<object, object> parent, string key) => parent.GetValueOrDefault(key) switch
    {
        Dictionary<object, object> mapping => mapping.Keys.Cast<string>(),
        IEnumerable<object> sequence => sequence.OfType<string>(),
        _ => [],
    };
}
