namespace Metastore.Tests.Conformance;

/// <summary>A list or a set.</summary>
internal sealed record WireList(WireType Element, IReadOnlyList<WireValue> Items);
