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
using Metastore.Storage;
using Metastore.Storage.Placements;
using Metastore.StoredProcedures;
using Metastore.Tables;
using Metastore.Tokens;
using Metastore.Transactions;
using Metastore.Types;
using Metastore.Warehouse;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Metastore;

/// <summary>Registers the metastore, folder by folder.</summary>
internal static class MetastoreServiceCollectionExtensions
{
    public static IServiceCollection AddMetastore(this IServiceCollection services) => services
        .AddStorage()
        .AddWarehouse()
        .AddAccess()
        .AddNotifications()
        .AddDomains()
        .AddHealth()
        .AddSingleton<Bootstrap>();

    private static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSection<StorageOptions>(StorageOptions.Section)
            .Validate(StorageOptions.HasFittingConnectionString, "Storage:ConnectionString is none for the Storage:Provider");
        services.AddSection<ReadOptions>(ReadOptions.Section);
        services.AddSection<PlacementOptions>(PlacementOptions.Section);
        Dapper.DefaultTypeMap.MatchNamesWithUnderscores = true;
        return services
            .AddSingleton<Connections>(Open)
            .AddSingleton<Freshness>()
            .AddSingleton<ReadLadder>()
            .AddSingleton<CommitResolver>()
            .AddSingleton<Writer>()
            .AddSingleton<WriterWatch>()
            .AddSingleton<Db>()
            .AddHostedService<CommitTokenJanitor>()
            .AddSingleton<Ids>()
            .AddSingleton<Migrator>()
            .AddSingleton<Placement>();
    }

    private static Connections Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>();
        return options.Value.Provider == StorageProvider.Sqlite ? new SqliteConnections(options.Value) : ActivatorUtilities.CreateInstance<PostgresConnections>(services);
    }

    private static IServiceCollection AddWarehouse(this IServiceCollection services)
    {
        services.AddSection<WarehouseOptions>(WarehouseOptions.Section);
        services.AddSection<TableOptions>(TableOptions.Section);
        return services
            .AddSingleton<WarehouseFiles>()
            .AddSingleton<DiscardedDirectories>()
            .AddHostedService(provider => provider.GetRequiredService<DiscardedDirectories>());
    }

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSection<LockOptions>(LockOptions.Section);
        services.AddSection<PrivilegeOptions>(PrivilegeOptions.Section);
        return services;
    }

    private static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSection<NotificationOptions>(NotificationOptions.Section);
        return services
            .AddSingleton<EventWriter>()
            .AddSingleton<EventNumbering>()
            .AddSingleton<NotificationService>()
            .AddSingleton<FireEvent>()
            .AddSingleton<WriteNotifications>()
            .AddSingleton<EventJanitor>()
            .AddHostedService(provider => provider.GetRequiredService<EventJanitor>())
            .AddHostedService<EventSequencer>();
    }

    private static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSection<HealthOptions>(HealthOptions.Section);
        return services.AddSingleton<StoreProbe>().AddSingleton<ServerHealth>();
    }

    private static IServiceCollection AddDomains(this IServiceCollection services) => services
        .AddSingleton<CatalogService>()
        .AddSingleton<DatabaseService>()
        .AddSingleton<DropDatabase>()
        .AddSingleton<TableService>()
        .AddSingleton<TableListing>()
        .AddSingleton<FilteredTables>()
        .AddSingleton<TableDirectory>()
        .AddSingleton<TableFiles>()
        .AddSingleton<CreateTable>()
        .AddSingleton<DropTable>()
        .AddSingleton<QuickStatistics>()
        .AddSingleton<AlterRules>()
        .AddSingleton<TableRelocation>()
        .AddSingleton<AlterTable>()
        .AddSingleton<TruncateTable>()
        .AddSingleton<ChangeViewSources>()
        .AddSingleton<MaterializedViewService>()
        .AddPartitions()
        .AddSingleton<StatisticsService>()
        .AddSingleton<UpdateStatistics>()
        .AddSingleton<DeleteStatistics>()
        .AddSingleton<RuntimeStatistics>()
        .AddSingleton<ConstraintService>()
        .AddSingleton<AddConstraints>()
        .AddSingleton<FunctionService>()
        .AddSingleton<StoredProcedureService>()
        .AddSingleton<DataConnectorService>()
        .AddSingleton<ReplicationMetricService>()
        .AddSingleton<ScheduledQueryService>()
        .AddSingleton<ScheduledExecutions>()
        .AddSingleton<PrivilegeService>()
        .AddSingleton<GrantPrivileges>()
        .AddSingleton<RoleService>()
        .AddTransactions()
        .AddSingleton<ResourcePlanService>()
        .AddSingleton<AlterResourcePlan>()
        .AddSingleton<EditResourcePlan>()
        .AddSingleton<SchemaService>()
        .AddSingleton<SchemaVersionService>()
        .AddSingleton<SerdeService>()
        .AddSingleton<TypeService>()
        .AddSingleton<TokenService>()
        .AddSingleton<SettingsService>();

    private static IServiceCollection AddTransactions(this IServiceCollection services)
    {
        services.AddSection<HousekeepingOptions>(HousekeepingOptions.Section);
        return services
            .AddSingleton<WriteTurn>()
            .AddSingleton<LockService>()
            .AddSingleton<OpenTransactions>()
            .AddSingleton<EndTransactions>()
            .AddSingleton<Heartbeats>()
            .AddSingleton<WriteIds>()
            .AddSingleton<ReplicateWriteIds>()
            .AddSingleton<DynamicPartitions>()
            .AddSingleton<Rebuilds>()
            .AddSingleton<CompactionQueue>()
            .AddSingleton<CompactionWork>()
            .AddSingleton<TransactionHousekeeping>()
            .AddHostedService(provider => provider.GetRequiredService<TransactionHousekeeping>());
    }

    private static IServiceCollection AddPartitions(this IServiceCollection services) => services
        .AddSingleton<PartitionLimit>()
        .AddSingleton<KnownTables>()
        .AddSingleton<PartitionReplies>()
        .AddSingleton<PartitionService>()
        .AddSingleton<PartitionListing>()
        .AddSingleton<PartitionNameListing>()
        .AddSingleton<PartitionValueListing>()
        .AddSingleton<PartitionSpecListing>()
        .AddSingleton<FilteredPartitions>()
        .AddSingleton<ExpressionPartitions>()
        .AddSingleton<PartitionMarks>()
        .AddSingleton<NewPartitions>()
        .AddSingleton<AddPartitions>()
        .AddSingleton<AppendPartition>()
        .AddSingleton<PartitionFiles>()
        .AddSingleton<DropPartitions>()
        .AddSingleton<PartitionRelocation>()
        .AddSingleton<AlterPartitions>()
        .AddSingleton<RenamePartition>()
        .AddSingleton<ExchangePartitions>();
}
