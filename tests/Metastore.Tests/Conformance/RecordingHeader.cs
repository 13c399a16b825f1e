using System.Text.RegularExpressions;

namespace Metastore.Tests.Conformance;

/// <summary>The first line of a recording: who spoke with whom, and how the server was set up.</summary>
internal sealed partial record RecordingHeader
{
    /// <summary>The client's name and version.</summary>
    public required string Client { get; init; }

    /// <summary>The recorded server's name and version.</summary>
    public required string Server { get; init; }

    /// <summary>The warehouse directory as a URI.</summary>
    public required string Warehouse { get; init; }

    /// <summary>The external warehouse directory as a URI; the same as <see cref="Warehouse"/> where there was none.</summary>
    public required string External { get; init; }

    /// <summary>Hive properties that mattered, in words, separated by semicolons.</summary>
    public required string Settings { get; init; }

    /// <summary>The recorded server's release, as "4.0"; empty when unknown.</summary>
    public string Release => ReleasePattern().Match(Server).Value;

    [GeneratedRegex(@"\d\.\d")]
    private static partial Regex ReleasePattern();
}
