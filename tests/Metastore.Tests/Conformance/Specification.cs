namespace Metastore.Tests.Conformance;

/// <summary>All that the judge knows of the wire API.</summary>
internal sealed record Specification(Idl Idl, Rules Rules, FieldFacts Facts)
{
    private static readonly Lazy<Specification> Loaded = new(() => Load(Path.Combine(AppContext.BaseDirectory, "Conformance")));

    /// <summary>The one beside the tests.</summary>
    public static Specification Shared => Loaded.Value;

    private static Specification Load(string directory) => new(
        Idl.Load(Path.Combine(directory, "fb303.thrift"), Path.Combine(directory, "hive_metastore.thrift")),
        Rules.Load(Path.Combine(directory, "rules.json")),
        FieldFacts.Load(Path.Combine(directory, "defaults.tsv")));
}
