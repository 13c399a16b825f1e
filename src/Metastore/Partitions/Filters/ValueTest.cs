namespace Metastore.Partitions.Filters;

/// <summary>Whether a value of a partition, unescaped, is one of those meant.</summary>
internal delegate bool ValueTest(ReadOnlySpan<char> value);
