namespace Metastore.Tests.Conformance;

/// <summary>One difference between a recorded answer and the server's.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Path">Where: the field, written ".partitions[3].sd.location"; empty for the result as a whole.</param>
/// <param name="What">Recorded value and the server's, shortened.</param>
internal sealed record Difference(DifferenceKind Kind, string Path, string What)
{
    public override string ToString() => $"{(Path.Length > 0 ? Path.TrimStart('.') : "result")}: {What}";
}
