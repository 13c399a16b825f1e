namespace Metastore.Rpc.Wire;

internal enum ScanStatus
{
    /// <summary>Go on: only inside a scanner.</summary>
    Continue,

    /// <summary>The message does not end within the bytes that are there.</summary>
    NeedMore,

    /// <summary>The message is whole.</summary>
    Complete,

    /// <summary>This is not Thrift, or is over a limit.</summary>
    Malformed,
}
