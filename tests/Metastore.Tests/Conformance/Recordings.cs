namespace Metastore.Tests.Conformance;

/// <summary>The recordings at hand: name to path. A name is the path below its directory without extensions.</summary>
internal static class Recordings
{
    /// <summary>A directory whose recordings are replayed as well.</summary>
    private const string OtherVariable = "METASTORE_RECORDINGS";

    /// <summary>Engines and programs, one recording each.</summary>
    public static readonly IReadOnlyDictionary<string, string> Engines;

    /// <summary>Hive's own client tests, one recording per class.</summary>
    public static readonly IReadOnlyDictionary<string, string> HiveSuite;

    /// <summary>What METASTORE_RECORDINGS names; empty where it isn't set.</summary>
    public static readonly IReadOnlyDictionary<string, string> Others;

    static Recordings()
    {
        var shipped = Below(Path.Combine(AppContext.BaseDirectory, "Conformance", "Recordings"));
        Engines = shipped.Where(recording => !recording.Key.Contains('/')).ToDictionary();
        HiveSuite = shipped.Where(recording => recording.Key.Contains('/')).ToDictionary();
        Others = Environment.GetEnvironmentVariable(OtherVariable) is { Length: > 0 } directory ? Below(directory) : [];
    }

    public static IEnumerable<string> Names => Engines.Keys.Concat(HiveSuite.Keys).Concat(Others.Keys).Distinct();

    private static SortedDictionary<string, string> Below(string directory)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(directory, "*.jsonl*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(directory, path).Replace('\\', '/');
            found.Add(name[..name.LastIndexOf(".jsonl", StringComparison.Ordinal)], path);
        }

        return found;
    }
}
