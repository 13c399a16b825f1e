namespace Metastore.Rpc;

/// <summary>Tells by its name what a method does to the catalog. What isn't known to be harmless is taken for a change.</summary>
internal static class RpcMethodKinds
{
    // What reads the catalog itself: not who may do what, nor what is locked or under way.
    private static readonly string[] CatalogReads =
    [
        "find_package", "get_aggr_stats", "get_all_databases", "get_all_functions", "get_all_packages", "get_all_stored_procedures", "get_all_table",
        "get_catalog", "get_check_constraints", "get_database", "get_dataconnector",
        "get_default_constraints", "get_fields", "get_foreign_keys", "get_function", "get_ischema", "get_not_null_constraints", "get_num_partitions", "get_part_specs",
        "get_partition", "get_primary_keys", "get_resource_plan", "get_active_resource_plan", "get_all_resource_plans", "get_schema", "get_scheduled_query",
        "get_serde", "get_stored_procedure", "get_table", "get_triggers_for_resourceplan", "get_type", "get_unique_constraints", "validate_resource_plan",
    ];

    // Other reads; what concerns only the connection or the process; the coming and going of locks and transactions.
    private static readonly string[] Harmless =
    [
        "get", "show_", "list_", "check_lock", "partition_name", "is", "find_", "fetch", "query", "alive", "set_ugi", "setOption", "setMetaConf", "flush", "heartbeat", "lock", "unlock",
        "open_txns", "commit_txn", "abort_txn", "allocate_table_write_ids", "add_dynamic_partitions", "add_write_ids", "mark_", "update_comp", "set_hadoop_jobid",
        "shutdown", "reinitialize", "scheduled_query_poll", "scheduled_query_progress", "cache_file_metadata", "put_file_metadata", "clear_file_metadata",
    ];

    public static RpcMethodKind Of(string method) => StartsWithAny(CatalogReads, method) ? RpcMethodKind.CatalogRead
        : StartsWithAny(Harmless, method) ? RpcMethodKind.Other
        : RpcMethodKind.Write;

    private static bool StartsWithAny(string[] beginnings, string name) => Array.Exists(beginnings, start => name.StartsWith(start, StringComparison.Ordinal));
}
