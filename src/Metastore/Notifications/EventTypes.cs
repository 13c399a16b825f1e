namespace Metastore.Notifications;

/// <summary>The kinds of events, in Hive's words (<c>EventMessage.EventType</c>).</summary>
internal static class EventTypes
{
    public const string CreateDatabase = "CREATE_DATABASE";
    public const string AlterDatabase = "ALTER_DATABASE";
    public const string DropDatabase = "DROP_DATABASE";
    public const string CreateTable = "CREATE_TABLE";
    public const string AlterTable = "ALTER_TABLE";
    public const string DropTable = "DROP_TABLE";
    public const string AddPartition = "ADD_PARTITION";
    public const string AlterPartition = "ALTER_PARTITION";
    public const string DropPartition = "DROP_PARTITION";
    public const string Insert = "INSERT";
    public const string Reload = "RELOAD";
    public const string CreateFunction = "CREATE_FUNCTION";
    public const string DropFunction = "DROP_FUNCTION";
    public const string AddPrimaryKey = "ADD_PRIMARYKEY";
    public const string AddForeignKey = "ADD_FOREIGNKEY";
    public const string AddUnique = "ADD_UNIQUECONSTRAINT";
    public const string AddNotNull = "ADD_NOTNULLCONSTRAINT";
    public const string AddDefault = "ADD_DEFAULTCONSTRAINT";
    public const string AddCheck = "ADD_CHECKCONSTRAINT";
    public const string DropConstraint = "DROP_CONSTRAINT";
    public const string OpenTransaction = "OPEN_TXN";
    public const string CommitTransaction = "COMMIT_TXN";
    public const string AbortTransaction = "ABORT_TXN";
    public const string AllocateWriteIds = "ALLOC_WRITE_ID_EVENT";
    public const string CommitCompaction = "COMMIT_COMPACTION_EVENT";
    public const string UpdateTableStatistics = "UPDATE_TBL_COL_STAT_EVENT";
    public const string DeleteTableStatistics = "DELETE_TBL_COL_STAT_EVENT";
    public const string UpdatePartitionStatistics = "UPDATE_PART_COL_STAT_EVENT";
    public const string DeletePartitionStatistics = "DELETE_PART_COL_STAT_EVENT";
}
