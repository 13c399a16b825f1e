using System.Reflection;
using Metastore.Names;

namespace Metastore.Tests.Transfers;

/// <summary>Answers what an import asks with the objects of a real Hive metastore.</summary>
/// <remarks>.NET derives the proxy from this class at run time, which is why it is not sealed.</remarks>
public class RecordedHive : DispatchProxy
{
    private RecordedObjects _objects = null!;

    internal static ThriftHiveMetastore.IAsync Of(RecordedObjects objects)
    {
        var proxy = Create<ThriftHiveMetastore.IAsync, RecordedHive>();
        ((RecordedHive)(object)proxy)._objects = objects;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        "get_catalogs" => Task.FromResult(new GetCatalogsResponse { Names = [CatalogName.Default] }),
        "get_all_databases" => Task.FromResult<List<string>>([.. _objects.Databases.Keys]),
        "get_database" => Task.FromResult(Found(_objects.Databases, (string)args![0]!)),
        "get_functions" => Task.FromResult<List<string>>([.. _objects.Functions.Keys.Where(key => key.Database == (string)args![0]!).Select(key => key.Name)]),
        "get_function" => Task.FromResult(Found(_objects.Functions, ((string)args![0]!, (string)args[1]!))),
        "get_dataconnectors" or "get_all_stored_procedures" or "get_all_packages" => Task.FromResult<List<string>>([]),
        "get_all_resource_plans" => Task.FromResult(new WMGetAllResourcePlanResponse { ResourcePlans = [] }),
        "get_all_tables" => Task.FromResult<List<string>>([.. _objects.Tables.Keys.Where(key => key.Database == (string)args![0]!).Select(key => key.Name)]),
        "get_table" => Task.FromResult(Found(_objects.Tables, ((string)args![0]!, (string)args[1]!))),
        "get_table_req" when args![0] is GetTableRequest request => Task.FromResult(new GetTableResult { Table = Found(_objects.Tables, (request.DbName!, request.TblName!)) }),
        "get_partition_names" => Task.FromResult<List<string>>([.. Partitions(args!).Keys]),
        "get_partitions_by_names" => Task.FromResult(((List<string>)args![2]!).ConvertAll(name => Partitions(args)[name])),
        "get_table_statistics_req" when args![0] is TableStatsRequest request =>
            Task.FromResult(new TableStatsResult { TableStats = _objects.Statistics.GetValueOrDefault((request.DbName!, request.TblName!)) ?? [] }),
        "get_partitions_statistics_req" => Task.FromResult(new PartitionsStatsResult { PartStats = [] }),
        "get_primary_keys" => Task.FromResult(new PrimaryKeysResponse { PrimaryKeys = [] }),
        "get_foreign_keys" => Task.FromResult(new ForeignKeysResponse { ForeignKeys = [] }),
        "get_unique_constraints" => Task.FromResult(new UniqueConstraintsResponse { UniqueConstraints = [] }),
        "get_not_null_constraints" => Task.FromResult(new NotNullConstraintsResponse { NotNullConstraints = [] }),
        "get_default_constraints" => Task.FromResult(new DefaultConstraintsResponse { DefaultConstraints = [] }),
        "get_check_constraints" => Task.FromResult(new CheckConstraintsResponse { CheckConstraints = [] }),
        "get_valid_write_ids" => Task.FromResult(new GetValidWriteIdsResponse { TblValidWriteIds = [] }),
        "get_role_names" => Task.FromResult<List<string>>(["admin", "public"]),
        "get_principals_in_role" => Task.FromResult(new GetPrincipalsInRoleResponse { PrincipalGrants = [] }),
        "list_privileges" => Task.FromResult<List<HiveObjectPrivilege>>([]),
        _ => throw Missing(),
    };

    private SortedDictionary<string, Partition> Partitions(object?[] names) => _objects.Partitions.GetValueOrDefault(((string)names[0]!, (string)names[1]!)) ?? [];

    private static T Found<TKey, T>(IDictionary<TKey, T> objects, TKey key) => objects.TryGetValue(key, out var found) ? found : throw Missing();

    private static NoSuchObjectException Missing() => new() { Message = "not recorded" };
}
