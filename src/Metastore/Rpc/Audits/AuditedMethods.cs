namespace Metastore.Rpc.Audits;

/// <summary>Which methods change something that an auditor asks for. What isn't known to be harmless is taken for a change.</summary>
internal static class AuditedMethods
{
    // Reads; what concerns only the connection or the process; the coming and going of locks.
    private static readonly string[] Harmless =
    [
        "get", "show_", "list_", "check_lock", "partition_name", "is", "find_", "fetch", "query", "alive", "set_ugi", "setOption", "setMetaConf", "flush", "heartbeat", "lock", "unlock",
        "shutdown", "reinitialize", "map_schema", "cache_file_metadata", "put_file_metadata", "clear_file_metadata",
    ];

    public static bool Contains(string method) => !Harmless.Any(start => method.StartsWith(start, StringComparison.Ordinal));
}
