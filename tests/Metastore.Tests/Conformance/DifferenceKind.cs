namespace Metastore.Tests.Conformance;

/// <summary>How two answers differ.</summary>
internal enum DifferenceKind
{
    /// <summary>A value, its presence, its type or the kind of answer.</summary>
    Value,

    /// <summary>The same items of a list, in another order.</summary>
    Order,

    /// <summary>The inside of an exception: its text.</summary>
    Text,
}
