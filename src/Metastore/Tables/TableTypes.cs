namespace Metastore.Tables;

/// <summary>Hive's table types, as they stand in <c>Table.tableType</c>.</summary>
internal static class TableTypes
{
    public const string Managed = "MANAGED_TABLE";

    public const string External = "EXTERNAL_TABLE";

    public const string View = "VIRTUAL_VIEW";

    public const string MaterializedView = "MATERIALIZED_VIEW";
}
