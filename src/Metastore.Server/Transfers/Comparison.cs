using Metastore.Names;
using Metastore.Partitions;
using Thrift.Protocol;

namespace Metastore.Server.Transfers;

/// <summary>Puts nothing, but asks a metastore for each item that comes and tells what differs: the verification of a transfer.</summary>
internal sealed class Comparison(MetastoreReader copy, TransferLog log) : ITransferTarget
{
    private const string Missing = "is not there";
    private List<HiveObjectPrivilege>? _privileges;

    public async Task<PutOutcome> PutAsync(TransferItem item, CancellationToken ct)
    {
        var differences = await (item.Value switch
        {
            Catalog catalog => OneAsync(catalog, copy.CatalogAsync(catalog.Name!, ct)),
            Database database => OneAsync(database, copy.DatabaseAsync(DatabaseName.From(database.CatalogName, database.Name), ct)),
            Function function => OneAsync(function, copy.FunctionAsync(DatabaseName.From(function.CatName, function.DbName), function.FunctionName!, ct)),
            DataConnector connector => OneAsync(connector, copy.DataConnectorAsync(connector.Name!, ct)),
            StoredProcedure procedure => OneAsync(procedure, copy.ProcedureAsync(DatabaseName.From(procedure.CatName, procedure.DbName), procedure.Name!, ct)),
            Package package => OneAsync(package, copy.PackageAsync(DatabaseName.From(package.CatName, package.DbName), package.PackageName!, ct)),
            WMFullResourcePlan plan => OneAsync(plan, copy.ResourcePlanAsync(plan.Plan!.Name!, ct)),
            Table table => OneAsync(table, copy.TableAsync(TableName.From(table.CatName, table.DbName, table.TableName), ct)),
            Role role => RoleAsync(role, ct),
            RolePrincipalGrant grant => OneOfAsync([grant], copy.RoleGrantsAsync(grant.RoleName!, ct)),
            AddPartitionsRequest batch => PartitionsAsync(batch, ct),
            SetPartitionsStatsRequest batch => StatisticsAsync(batch, ct),
            CreateTableRequest constraints => ConstraintsAsync(constraints, ct),
            PrivilegeBag bag => PrivilegesAsync(bag.Privileges!, ct),
            TableValidWriteIds ids => WriteIdsAsync(ids, ct),
            _ => throw new System.InvalidOperationException($"{item.Kind} can't be compared"),
        });
        differences.ForEach(difference => log.Failed(item.Name, difference));
        return differences.Count == 0 ? PutOutcome.Same : PutOutcome.Replaced;
    }

    private static async Task<List<string>> OneAsync<T>(T expected, Task<T?> asked)
        where T : TBase => await asked is not { } actual ? [Missing] : Differences(expected, actual);

    // These have no name of their own: one that is the same must be among those that there are.
    private static async Task<List<string>> OneOfAsync<T>(IEnumerable<T> expected, Task<List<T>> asked)
        where T : TBase
    {
        var actual = await asked;
        return [.. expected.Where(one => !actual.Exists(other => StructDifference.Find(one, other) is null)).Select(one => $"{Missing}: {one}")];
    }

    // Every metastore makes some roles and grants of its own, at its own time.
    private async Task<List<string>> RoleAsync(Role expected, CancellationToken ct) =>
        (await copy.RoleNamesAsync(ct)).Contains(expected.RoleName!) ? [] : [Missing];

    private async Task<List<string>> PrivilegesAsync(List<HiveObjectPrivilege> expected, CancellationToken ct)
    {
        // They come as one list, however many batches it is to be compared with.
        var actual = _privileges ??= await copy.PrivilegesAsync(ct);
        expected.Concat(actual).ToList().ForEach(privilege => privilege.GrantInfo!.CreateTime = 0);
        return await OneOfAsync(expected, Task.FromResult(actual));
    }

    private static List<string> Differences(TBase expected, TBase actual) => StructDifference.Find(expected, actual) is { } difference ? [difference] : [];

    private async Task<List<string>> PartitionsAsync(AddPartitionsRequest batch, CancellationToken ct)
    {
        var name = TableName.From(batch.CatName, batch.DbName, batch.TblName);
        if (await copy.TableAsync(name, ct) is not { } table)
        {
            return [Missing];
        }

        var names = batch.Parts!.ConvertAll(partition => PartitionName.Make(table.PartitionKeys!, partition.Values!));
        var found = (await copy.PartitionsAsync(name, names, ct)).ToDictionary(partition => PartitionName.Make(table.PartitionKeys!, partition.Values!), StringComparer.Ordinal);
        return [.. names.Zip(batch.Parts).SelectMany(pair => found.TryGetValue(pair.First, out var actual)
            ? Differences(pair.Second, actual).ConvertAll(difference => $"{pair.First}: {difference}")
            : [$"{pair.First} {Missing}"])];
    }

    private async Task<List<string>> StatisticsAsync(SetPartitionsStatsRequest batch, CancellationToken ct)
    {
        var description = batch.ColStats![0].StatsDesc!;
        var name = TableName.From(description.CatName, description.DbName, description.TableName);
        if (await copy.TableAsync(name, ct) is not { } table)
        {
            return [Missing];
        }

        var partitions = description.IsTblLevel ? null : batch.ColStats.ConvertAll(statistics => statistics.StatsDesc!.PartName!);
        var found = await copy.StatisticsAsync(table, name, partitions, ct);
        var columns = found.SelectMany(statistics => statistics.StatsObj!.Select(column => (Key: (statistics.StatsDesc!.PartName, column.ColName), column)))
            .ToDictionary(pair => pair.Key, pair => pair.column);
        return [.. from statistics in batch.ColStats
                   from column in statistics.StatsObj!
                   let difference = columns.TryGetValue((statistics.StatsDesc!.PartName, column.ColName), out var actual) ? StructDifference.Find(column, actual) : Missing
                   where difference is not null
                   select $"{statistics.StatsDesc!.PartName} {column.ColName}: {difference}"];
    }

    // The copy may have been written to since.
    private async Task<List<string>> WriteIdsAsync(TableValidWriteIds expected, CancellationToken ct) =>
        await copy.WriteIdsAsync(expected.FullTableName!, ct) is { } there && there.WriteIdHighWaterMark >= expected.WriteIdHighWaterMark ? [] : [Missing];

    private async Task<List<string>> ConstraintsAsync(CreateTableRequest expected, CancellationToken ct)
    {
        var there = await copy.ConstraintsAsync(TableName.From(expected.Table!.CatName, expected.Table.DbName, expected.Table.TableName), ct);
        return there is null ? [Missing] :
        [
            .. await OneOfAsync(expected.PrimaryKeys!, Task.FromResult(there.PrimaryKeys!)),
            .. await OneOfAsync(expected.ForeignKeys!, Task.FromResult(there.ForeignKeys!)),
            .. await OneOfAsync(expected.UniqueConstraints!, Task.FromResult(there.UniqueConstraints!)),
            .. await OneOfAsync(expected.NotNullConstraints!, Task.FromResult(there.NotNullConstraints!)),
            .. await OneOfAsync(expected.DefaultConstraints!, Task.FromResult(there.DefaultConstraints!)),
            .. await OneOfAsync(expected.CheckConstraints!, Task.FromResult(there.CheckConstraints!)),
        ];
    }
}
