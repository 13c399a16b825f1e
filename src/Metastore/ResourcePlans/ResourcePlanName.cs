using Metastore.Names;

namespace Metastore.ResourcePlans;

/// <summary>A resource plan of a namespace, one per group of HiveServer2s, both in lower case.</summary>
internal readonly record struct ResourcePlanName(string Namespace, string Name)
{
    /// <summary>Reads a client's text; a missing namespace is the default, as clients of 3.1 know no other.</summary>
    public static ResourcePlanName From(string? space, string? name) => new(NamespaceFrom(space), Identifier.Normalize(name!));

    /// <summary>The namespace that a client's text names.</summary>
    public static string NamespaceFrom(string? space) => Identifier.Normalize(space ?? "default");

    /// <summary><c>name in namespace</c>, as Hive's messages have it.</summary>
    public override string ToString() => $"{Name} in {Namespace}";
}
