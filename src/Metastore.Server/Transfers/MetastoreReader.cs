using Metastore.Names;
using Metastore.Statistics;

namespace Metastore.Server.Transfers;

/// <summary>Reads a metastore's objects, whatever release it is of: Hive 2.3 to 4, or ours.</summary>
internal sealed class MetastoreReader(ClientPool clients)
{
    private const string Engine = StoredStatistics.DefaultEngine;
    private const short All = -1;

    private static readonly HiveObjectType[] Privileged = [HiveObjectType.GLOBAL, HiveObjectType.DATABASE, HiveObjectType.TABLE, HiveObjectType.PARTITION, HiveObjectType.COLUMN];

    /// <summary>The catalogs' names; before Hive 3 there was one, without a name.</summary>
    public async Task<List<string>> CatalogsAsync(CancellationToken ct) =>
        (await clients.CallIfKnownAsync(client => client.get_catalogs(ct), null!, ct))?.Names ?? [CatalogName.Default];

    public async Task<Catalog?> CatalogAsync(string name, CancellationToken ct) => await ThereAsync(async () =>
        (await clients.CallIfKnownAsync(client => client.get_catalog(new GetCatalogRequest { Name = name }, ct), null!, ct))?.Catalog);

    public async Task<List<string>> DatabasesAsync(string catalog, CancellationToken ct) => catalog == CatalogName.Default
        ? await clients.CallAsync(client => client.get_all_databases(ct), ct)
        : await clients.CallAsync(client => client.get_databases($"@{catalog}#*", ct), ct);

    public Task<Database?> DatabaseAsync(DatabaseName name, CancellationToken ct) =>
        ThereAsync<Database>(async () => await clients.CallAsync(client => client.get_database(Text(name), ct), ct));

    public Task<List<string>> FunctionsAsync(DatabaseName database, CancellationToken ct) => clients.CallAsync(client => client.get_functions(Text(database), "*", ct), ct);

    public Task<Function?> FunctionAsync(DatabaseName database, string name, CancellationToken ct) =>
        ThereAsync<Function>(async () => await clients.CallAsync(client => client.get_function(Text(database), name, ct), ct));

    /// <summary>The data connectors' names; there were none before Hive 4, nor procedures and packages.</summary>
    public Task<List<string>> DataConnectorsAsync(CancellationToken ct) => clients.CallIfKnownAsync(client => client.get_dataconnectors(ct), [], ct);

    public Task<DataConnector?> DataConnectorAsync(string name, CancellationToken ct) =>
        ThereAsync<DataConnector>(async () => await clients.CallAsync(client => client.get_dataconnector_req(new(name), ct), ct));

    public Task<List<string>> ProceduresAsync(DatabaseName database, CancellationToken ct) => clients.CallIfKnownAsync(
        client => client.get_all_stored_procedures(new(database.Catalog) { DbName = database.Database }, ct), [], ct);

    public Task<StoredProcedure?> ProcedureAsync(DatabaseName database, string name, CancellationToken ct) => ThereAsync<StoredProcedure>(
        async () => await clients.CallAsync(client => client.get_stored_procedure(new(database.Catalog, database.Database, name), ct), ct));

    public Task<List<string>> PackagesAsync(DatabaseName database, CancellationToken ct) => clients.CallIfKnownAsync(
        client => client.get_all_packages(new(database.Catalog) { DbName = database.Database }, ct), [], ct);

    public Task<Package?> PackageAsync(DatabaseName database, string name, CancellationToken ct) => ThereAsync<Package>(
        async () => await clients.CallAsync(client => client.find_package(new(database.Catalog, database.Database, name), ct), ct));

    /// <summary>The names of the resource plans; there were none before Hive 3, and no metastore lists other namespaces than the default.</summary>
    public async Task<List<string>> ResourcePlansAsync(CancellationToken ct) =>
        ((await clients.CallIfKnownAsync(client => client.get_all_resource_plans(new(), ct), new(), ct)).ResourcePlans ?? []).ConvertAll(plan => plan.Name!);

    public Task<WMFullResourcePlan?> ResourcePlanAsync(string name, CancellationToken ct) => ThereAsync(
        async () => (await clients.CallAsync(client => client.get_resource_plan(new() { ResourcePlanName = name }, ct), ct)).ResourcePlan);

    public Task<List<string>> TablesAsync(DatabaseName database, CancellationToken ct) => clients.CallAsync(client => client.get_all_tables(Text(database), ct), ct);

    /// <summary>The table; null if there is none (any more).</summary>
    public Task<Table?> TableAsync(TableName name, CancellationToken ct) => ThereAsync(async () =>
    {
        var request = new GetTableRequest { CatName = Named(name), DbName = name.Database, TblName = name.Table, Capabilities = new ClientCapabilities { Values = [ClientCapability.INSERT_ONLY_TABLES] } };
        var result = await clients.CallIfKnownAsync(client => client.get_table_req(request, ct), null!, ct);
        return result is null ? await clients.CallAsync(client => client.get_table(Text(name.DatabaseName), name.Table, ct), ct) : result.Table;
    });

    public Task<List<string>> PartitionNamesAsync(TableName table, CancellationToken ct) =>
        clients.CallAsync(client => client.get_partition_names(Text(table.DatabaseName), table.Table, All, ct), ct);

    public Task<List<Partition>> PartitionsAsync(TableName table, List<string> names, CancellationToken ct) =>
        clients.CallAsync(client => client.get_partitions_by_names(Text(table.DatabaseName), table.Table, names, ct), ct);

    /// <summary>Statistics of a table's columns, or those of its partitions; what has none is left out.</summary>
    public async Task<List<ColumnStatistics>> StatisticsAsync(Table table, TableName name, List<string>? partitions, CancellationToken ct)
    {
        var columns = (table.Sd?.Cols ?? []).ConvertAll(column => column.Name!);
        if (columns.Count == 0)
        {
            return [];
        }

        if (partitions is null)
        {
            var request = new TableStatsRequest { CatName = Named(name), DbName = name.Database, TblName = name.Table, ColNames = columns, Engine = Engine };
            var found = await clients.CallAsync(client => client.get_table_statistics_req(request, ct), ct);
            return found.TableStats is { Count: > 0 } objects ? [Statistics(name, null, objects)] : [];
        }

        var requested = new PartitionsStatsRequest { CatName = Named(name), DbName = name.Database, TblName = name.Table, ColNames = columns, PartNames = partitions, Engine = Engine };
        var results = await clients.CallAsync(client => client.get_partitions_statistics_req(requested, ct), ct);
        return [.. from result in results.PartStats ?? [] where result.Value.Count > 0 orderby result.Key select Statistics(name, result.Key, result.Value)];
    }

    /// <summary>Which writes of a transactional table can be read; null if there have been none, or before Hive 3.1, which counts otherwise.</summary>
    public async Task<TableValidWriteIds?> WriteIdsAsync(string table, CancellationToken ct)
    {
        var found = await clients.CallIfKnownAsync(client => client.get_valid_write_ids(new GetValidWriteIdsRequest { FullTableNames = [table] }, ct), null!, ct);
        return found?.TblValidWriteIds is [{ WriteIdHighWaterMark: > 0 } ids] ? ids : null;
    }

    /// <summary>A table's constraints, as a request that would make them; null if it has none.</summary>
    public async Task<CreateTableRequest?> ConstraintsAsync(TableName table, CancellationToken ct)
    {
        var (catalog, database, name) = (Named(table), table.Database, table.Table);
        var primary = await clients.CallIfKnownAsync(client => client.get_primary_keys(new() { CatName = catalog, Db_name = database, Tbl_name = name }, ct), new(), ct);
        var foreign = await clients.CallIfKnownAsync(client => client.get_foreign_keys(new() { CatName = catalog, Foreign_db_name = database, Foreign_tbl_name = name }, ct), new(), ct);
        var unique = await clients.CallIfKnownAsync(client => client.get_unique_constraints(new() { CatName = table.Catalog, Db_name = database, Tbl_name = name }, ct), new(), ct);
        var notNull = await clients.CallIfKnownAsync(client => client.get_not_null_constraints(new() { CatName = table.Catalog, Db_name = database, Tbl_name = name }, ct), new(), ct);
        var defaults = await clients.CallIfKnownAsync(client => client.get_default_constraints(new() { CatName = table.Catalog, Db_name = database, Tbl_name = name }, ct), new(), ct);
        var checks = await clients.CallIfKnownAsync(client => client.get_check_constraints(new() { CatName = table.Catalog, Db_name = database, Tbl_name = name }, ct), new(), ct);
        var all = new CreateTableRequest
        {
            Table = new Table { CatName = table.Catalog, DbName = database, TableName = name },
            PrimaryKeys = primary.PrimaryKeys ?? [],
            ForeignKeys = foreign.ForeignKeys ?? [],
            UniqueConstraints = unique.UniqueConstraints ?? [],
            NotNullConstraints = notNull.NotNullConstraints ?? [],
            DefaultConstraints = defaults.DefaultConstraints ?? [],
            CheckConstraints = checks.CheckConstraints ?? [],
        };
        var count = all.PrimaryKeys.Count + all.ForeignKeys.Count + all.UniqueConstraints.Count + all.NotNullConstraints.Count + all.DefaultConstraints.Count + all.CheckConstraints.Count;
        return count == 0 ? null : all;
    }

    public Task<List<string>> RoleNamesAsync(CancellationToken ct) => clients.CallAsync(client => client.get_role_names(ct), ct);

    /// <summary>The roles; who made one and when is known only of a role that somebody has.</summary>
    public async Task<List<Role>> RolesAsync(CancellationToken ct)
    {
        var roles = new List<Role>();
        foreach (var name in await RoleNamesAsync(ct))
        {
            var holder = (await RoleGrantsAsync(name, ct)).FirstOrDefault();
            var held = holder is null ? [] : await clients.CallAsync(client => client.list_roles(holder.PrincipalName, holder.PrincipalType, ct), ct);
            roles.Add(held.Find(role => role.RoleName == name) ?? new Role { RoleName = name });
        }

        return roles;
    }

    /// <summary>Who has a role.</summary>
    public async Task<List<RolePrincipalGrant>> RoleGrantsAsync(string role, CancellationToken ct) =>
        (await clients.CallAsync(client => client.get_principals_in_role(new GetPrincipalsInRoleRequest { RoleName = role }, ct), ct)).PrincipalGrants ?? [];

    /// <summary>All that is granted to anybody on anything.</summary>
    public async Task<List<HiveObjectPrivilege>> PrivilegesAsync(CancellationToken ct)
    {
        var privileges = new List<HiveObjectPrivilege>();
        foreach (var kind in Privileged)
        {
            // Without a principal and a database it is about all of them.
            privileges.AddRange(await clients.CallAsync(client => client.list_privileges(null, default, new HiveObjectRef { ObjectType = kind }, ct), ct));
        }

        return privileges;
    }

    // A catalog's name goes where every release since 3.0 looks for it, and to older ones not at all.
    private static string Text(DatabaseName name) => name.Catalog == CatalogName.Default ? name.Database : $"@{name.Catalog}#{name.Database}";

    private static string? Named(TableName name) => name.Catalog == CatalogName.Default ? null : name.Catalog;

    private static ColumnStatistics Statistics(TableName table, string? partition, List<ColumnStatisticsObj> objects) => new()
    {
        StatsDesc = new() { CatName = table.Catalog, DbName = table.Database, TableName = table.Table, IsTblLevel = partition is null, PartName = partition },
        StatsObj = objects,
        Engine = Engine,
    };

    private static async Task<T?> ThereAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (NoSuchObjectException)
        {
            return null;
        }
    }
}
