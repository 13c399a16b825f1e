using Metastore.Catalogs;
using Metastore.Compactions;
using Metastore.Constraints;
using Metastore.Databases;
using Metastore.DataConnectors;
using Metastore.Functions;
using Metastore.Health;
using Metastore.Locks;
using Metastore.Notifications;
using Metastore.Partitions;
using Metastore.Privileges;
using Metastore.Replications;
using Metastore.ResourcePlans;
using Metastore.ScheduledQueries;
using Metastore.SchemaRegistry;
using Metastore.Settings;
using Metastore.Statistics;
using Metastore.StoredProcedures;
using Metastore.Tables;
using Metastore.Tokens;
using Metastore.Transactions;
using Metastore.Types;

namespace Metastore.Rpc;

/// <summary>The switchboard: each of Hive's methods, one line each, in the IDL's spelling. One per connection.</summary>
#pragma warning disable IDE1006, CA1707 // the wire's own names
#pragma warning disable CS9113 // parameters not read yet
internal sealed partial class MetastoreHandler(
    Session session,
    ServerState state,
    CallJournal journal,
    ServerHealth health,
    CatalogService catalogs,
    DatabaseService databases,
    DropDatabase dropDatabase,
    TableService tables,
    TableListing tableListing,
    FilteredTables filteredTables,
    CreateTable createTable,
    DropTable dropTable,
    AlterTable alterTable,
    TruncateTable truncateTable,
    ChangeViewSources changeViewSources,
    MaterializedViewService materializedViews,
    PartitionService partitions,
    PartitionListing partitionListing,
    PartitionNameListing partitionNameListing,
    PartitionValueListing partitionValueListing,
    PartitionSpecListing partitionSpecListing,
    FilteredPartitions filteredPartitions,
    ExpressionPartitions expressionPartitions,
    PartitionMarks partitionMarks,
    AddPartitions addPartitions,
    AppendPartition appendPartition,
    DropPartitions dropPartitions,
    AlterPartitions alterPartitions,
    RenamePartition renamePartition,
    ExchangePartitions exchangePartitions,
    StatisticsService statistics,
    UpdateStatistics updateStatistics,
    DeleteStatistics deleteStatistics,
    RuntimeStatistics runtimeStatistics,
    ConstraintService constraints,
    FunctionService functions,
    StoredProcedureService storedProcedures,
    DataConnectorService dataConnectors,
    ReplicationMetricService replicationMetrics,
    ScheduledQueryService scheduledQueries,
    ScheduledExecutions scheduledExecutions,
    PrivilegeService privileges,
    GrantPrivileges grantPrivileges,
    RoleService roles,
    LockService locks,
    OpenTransactions openTransactions,
    EndTransactions endTransactions,
    Heartbeats heartbeats,
    WriteIds writeIds,
    ReplicateWriteIds replicateWriteIds,
    DynamicPartitions dynamicPartitions,
    Rebuilds rebuilds,
    CompactionQueue compactions,
    CompactionWork compactionWork,
    NotificationService notifications,
    FireEvent fireEvent,
    WriteNotifications writeNotifications,
    ResourcePlanService resourcePlans,
    AlterResourcePlan alterResourcePlan,
    EditResourcePlan editResourcePlan,
    SchemaService schemas,
    SchemaVersionService schemaVersions,
    SerdeService serdes,
    TypeService types,
    TokenService tokens,
    SettingsService settings) : ThriftHiveMetastore.IAsync
#pragma warning restore CS9113
{
}
