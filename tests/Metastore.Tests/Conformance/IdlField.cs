namespace Metastore.Tests.Conformance;

/// <summary>A field of a struct, or a declared exception of a method.</summary>
internal sealed record IdlField(string Name, IdlType Type);
