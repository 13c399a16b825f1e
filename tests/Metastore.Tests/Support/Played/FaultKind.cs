namespace Metastore.Tests.Support.Played;

public enum FaultKind
{
    /// <summary>The statement fails with the code instead of being run.</summary>
    Error,

    /// <summary>The statement is run, and fails with the code all the same.</summary>
    ErrorAfter,

    /// <summary>The connection is cut instead.</summary>
    Cut,

    /// <summary>The statement is run, and the connection is cut before its answer.</summary>
    CutAfter,

    /// <summary>The statement is run late.</summary>
    Slow,
}
