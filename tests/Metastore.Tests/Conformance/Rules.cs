using System.Text.Json;

namespace Metastore.Tests.Conformance;

/// <summary>What may differ between two answers that agree (rules.json). Fields are written "Struct.field".</summary>
internal sealed record Rules
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Fields that need only be there: clocks, ids.</summary>
    public required HashSet<string> VolatileFields { get; init; }

    /// <summary>Keys of any map that are not looked at.</summary>
    public required HashSet<string> VolatileParameterKeys { get; init; }

    /// <summary>Methods whose results are not looked at.</summary>
    public required HashSet<string> VolatileResults { get; init; }

    /// <summary>Methods whose lists may come in any order.</summary>
    public required HashSet<string> UnorderedResults { get; init; }

    /// <summary>Fields that may be there or not.</summary>
    public required HashSet<string> FreePresence { get; init; }

    public static Rules Load(string path) => JsonSerializer.Deserialize<Rules>(File.ReadAllText(path), Json)!;
}
