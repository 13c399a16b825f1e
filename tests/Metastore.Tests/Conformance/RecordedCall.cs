using System.Text.Json.Serialization;

namespace Metastore.Tests.Conformance;

/// <summary>One finished call of a recording. Calls come in the order of their replies.</summary>
internal sealed record RecordedCall
{
    [JsonPropertyName("n")]
    public required int Number { get; init; }

    [JsonPropertyName("conn")]
    public required int Connection { get; init; }

    /// <summary>What the client was doing.</summary>
    public required string Label { get; init; }

    public required string Method { get; init; }

    /// <summary>The whole message.</summary>
    public required byte[] Request { get; init; }

    /// <summary>The whole message; null for a oneway call.</summary>
    public byte[]? Reply { get; init; }

    /// <summary>"no" where the answer isn't judged, though the call is made.</summary>
    public string? Compare { get; init; }

    [JsonIgnore]
    public bool Judged => Compare != "no";
}
