namespace Metastore.Tables;

/// <summary>How strict the metastore is with changes to tables.</summary>
internal sealed class TableOptions
{
    public const string Section = "Tables";

    /// <summary>
    /// Whether the columns of Iceberg and Delta tables may change to any type: those formats keep their schema in files of their own, and moving a column
    /// fails without this. Default: false, as Hive's <c>metastore.disallow.incompatible.col.type.changes</c>.
    /// </summary>
    public bool LakeTablesKeepTheirOwnSchema { get; set; }
}
