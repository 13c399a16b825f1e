using System.IO.Enumeration;

namespace Metastore.Tests.Conformance;

/// <summary>One entry of AcceptedDifferences.json: answers that may differ from Hive's, and why. What is left out matches anything.</summary>
internal sealed record AcceptedDifference
{
    /// <summary>Names of recordings; * and ? are wildcards.</summary>
    public required string Recording { get; init; }

    /// <summary>Names of methods; * and ? are wildcards.</summary>
    public string? Method { get; init; }

    /// <summary>How the call's label begins.</summary>
    public string? Label { get; init; }

    /// <summary>The call's number.</summary>
    public int? Call { get; init; }

    /// <summary>How the path of the difference begins, as in a failed test's output.</summary>
    public string? Field { get; init; }

    /// <summary>A part of the description of the difference.</summary>
    public string? Contains { get; init; }

    /// <summary>Why it is right to differ.</summary>
    public required string Reason { get; init; }

    public bool MatchesRecording(string name) => FileSystemName.MatchesSimpleExpression(Recording, name, ignoreCase: false);

    /// <summary>Whether this entry is about that difference in the answer to that call.</summary>
    public bool Matches(string recording, RecordedCall call, Difference difference)
        => MatchesRecording(recording)
        && (Method is null || FileSystemName.MatchesSimpleExpression(Method, call.Method, ignoreCase: false))
        && (Label is null || call.Label.StartsWith(Label, StringComparison.Ordinal))
        && (Call is null || Call == call.Number)
        && (Field is null || difference.ToString().StartsWith(Field, StringComparison.Ordinal))
        && (Contains is null || difference.What.Contains(Contains, StringComparison.Ordinal));
}
