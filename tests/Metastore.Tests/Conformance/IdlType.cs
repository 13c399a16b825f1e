namespace Metastore.Tests.Conformance;

/// <summary>A type as the IDL names it, without the file it is from; lists, sets and maps have arguments.</summary>
internal sealed record IdlType(string Name, IReadOnlyList<IdlType> Arguments)
{
    /// <summary>What a field is that the IDL doesn't have.</summary>
    public static readonly IdlType Unknown = new("?", []);

    /// <summary>The type of a list's or set's items, or of a map's values.</summary>
    public IdlType Item => Arguments.Count > 0 ? Arguments[^1] : Unknown;
}
