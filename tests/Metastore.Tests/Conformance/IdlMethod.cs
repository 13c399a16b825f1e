namespace Metastore.Tests.Conformance;

/// <summary>What a method may answer: its result and its declared exceptions by field id.</summary>
internal sealed record IdlMethod(IdlType Returns, IReadOnlyDictionary<short, IdlField> Throws)
{
    /// <summary>A method that the IDL doesn't have.</summary>
    public static readonly IdlMethod Unknown = new(IdlType.Unknown, new Dictionary<short, IdlField>());
}
