namespace Metastore.Tests.Conformance;

/// <summary>How a server answered one call of a recording. A call that isn't judged has no differences.</summary>
/// <param name="Call">The recorded call.</param>
/// <param name="Differences">What differs in the answer itself.</param>
/// <param name="TextDifferences">What differs inside the exception it threw.</param>
internal sealed record CallResult(RecordedCall Call, IReadOnlyList<Difference> Differences, IReadOnlyList<Difference> TextDifferences)
{
    /// <summary>Whether the answer agrees but for the exception's text.</summary>
    public bool Ok => Differences.Count == 0;
}
