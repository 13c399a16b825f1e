namespace Metastore.Tests.Conformance;

/// <summary>A map, its entries in the order they were written.</summary>
internal sealed record WireMap(WireType Key, WireType Value, IReadOnlyList<KeyValuePair<WireValue, WireValue>> Entries);
