namespace Metastore.Rpc;

/// <summary>What the process is doing.</summary>
internal enum ServerPhase
{
    /// <summary>The store is being made ready; the Thrift port is closed.</summary>
    Starting,

    Serving,

    /// <summary>Calls in flight are finished, new connections are refused.</summary>
    Stopping,
}
