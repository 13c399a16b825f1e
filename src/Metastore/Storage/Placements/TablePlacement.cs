namespace Metastore.Storage.Placements;

/// <summary>Which table is where: every table of the schema is in one of the lists.</summary>
internal static class TablePlacement
{
    /// <summary>What readers of all regions ask for: a copy in each, always fresh, at the price of slow writes.</summary>
    public const string Global = "GLOBAL";

    /// <summary>What is written all the time or only seen by writers, who are in the primary region.</summary>
    public const string Regional = "REGIONAL BY TABLE IN PRIMARY REGION";

    public static IReadOnlyList<string> GlobalTables { get; } =
    [
        "catalogs", "databases", "tables", "view_sources", "column_lists", "partitions", "functions",
        "column_statistics", "runtime_statistics", "table_constraints", "roles", "role_grants", "privileges",
        "properties", "types", "tokens", "master_keys", "partition_marks",
        "data_connectors", "scheduled_queries", "routines",
        "resource_plans", "schemas", "schema_versions", "schema_version_columns", "serdes",
    ];

    public static IReadOnlyList<string> RegionalTables { get; } =
    [
        "migrations", "migration_lease", "commit_tokens", "counters", "locks",
        "txns", "txn_components", "write_sets", "completed_changes", "write_ids", "write_id_counters", "replayed_txns",
        "compactions", "rebuild_locks", "event_outbox", "notification_log", "write_notifications",
        "scheduled_executions", "replication_metrics",
    ];

    /// <summary>The tables and the locality each must have.</summary>
    public static IEnumerable<(string Table, string Locality)> All =>
        GlobalTables.Select(table => (table, Global)).Concat(RegionalTables.Select(table => (table, Regional)));
}
