using Metastore.Names;
using Thrift.Protocol;

namespace Metastore.Server.Transfers;

/// <summary>An object, or a batch of small ones, on its way from one metastore to another: Hive's struct, which holds its names.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Value">The struct: for batches of partitions, statistics, constraints and privileges those of the requests that add them.</param>
/// <param name="Count">How many objects it holds.</param>
internal sealed record TransferItem(TransferKind Kind, string Name, TBase Value, int Count = 1)
{
    public static TransferItem Of(TBase value) => value switch
    {
        Role role => new(TransferKind.Role, role.RoleName!, role),
        RolePrincipalGrant grant => new(TransferKind.RoleGrant, $"{grant.RoleName} of {grant.PrincipalName}", grant),
        Catalog catalog => new(TransferKind.Catalog, catalog.Name!, catalog),
        Database database => new(TransferKind.Database, $"{database.CatalogName ?? CatalogName.Default}.{database.Name}", database),
        Function function => new(TransferKind.Function, $"{function.CatName ?? CatalogName.Default}.{function.DbName}.{function.FunctionName}", function),
        DataConnector connector => new(TransferKind.DataConnector, $"data connector {connector.Name}", connector),
        StoredProcedure procedure => new(TransferKind.StoredProcedure, $"procedure {procedure.CatName}.{procedure.DbName}.{procedure.Name}", procedure),
        Package package => new(TransferKind.Package, $"package {package.CatName}.{package.DbName}.{package.PackageName}", package),
        WMFullResourcePlan plan => new(TransferKind.ResourcePlan, $"resource plan {plan.Plan!.Name}", plan),
        Table table => new(TransferKind.Table, $"{table.CatName ?? CatalogName.Default}.{table.DbName}.{table.TableName}", table),
        AddPartitionsRequest batch => new(TransferKind.Partitions, $"partitions of {batch.CatName ?? CatalogName.Default}.{batch.DbName}.{batch.TblName}", batch, batch.Parts!.Count),
        SetPartitionsStatsRequest batch => new(TransferKind.Statistics, $"statistics of {batch.ColStats![0].StatsDesc!.DbName}.{batch.ColStats[0].StatsDesc!.TableName}", batch, batch.ColStats.Count),
        CreateTableRequest constraints => new(TransferKind.Constraints, $"constraints of {constraints.Table!.CatName}.{constraints.Table.DbName}.{constraints.Table.TableName}", constraints),
        PrivilegeBag bag => new(TransferKind.Privileges, "privileges", bag, bag.Privileges!.Count),
        TableValidWriteIds ids => new(TransferKind.WriteIds, $"write ids of {ids.FullTableName}", ids),
        _ => throw new System.InvalidOperationException($"{value.GetType()} is no part of a transfer"),
    };
}
