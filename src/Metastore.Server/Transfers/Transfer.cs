using System.Collections.Concurrent;
using Metastore.Names;
using Metastore.Statistics;
using Thrift.Protocol;

namespace Metastore.Server.Transfers;

/// <summary>Takes all that a metastore holds to a target: an object always after those it refers to. One that fails is told of, and the others go on.</summary>
internal sealed class Transfer(MetastoreReader source, ITransferTarget target, TransferLog log, int parallel)
{
    private const int PartitionsPerBatch = 500;
    private const int PrivilegesPerBatch = 500;
    private readonly ConcurrentBag<Table> _views = [];
    private readonly ConcurrentBag<CreateTableRequest> _constraints = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await PutRolesAsync(ct);
        await PutConnectorsAsync(ct);
        await log.GuardAsync("resource plans", () => PutResourcePlansAsync(ct));
        var tables = await PutDatabasesAsync(ct);
        log.Tables = tables.Count;
        await Parallel.ForEachAsync(tables, Options(ct), async (table, token) =>
        {
            await log.GuardAsync(table.ToString(), () => PutTableAsync(table, token));
            log.TableDone();
        });
        // A materialized view refers to tables, a foreign key to a key of another table.
        await PutAllAsync(_views, ct);
        await PutAllAsync(_constraints.Select(WithoutForeignKeys), ct);
        await PutAllAsync(_constraints.Where(table => table.ForeignKeys!.Count > 0), ct);
        await PutAllAsync((await source.PrivilegesAsync(ct)).Chunk(PrivilegesPerBatch).Select(batch => new PrivilegeBag { Privileges = [.. batch] }), ct);
    }

    private static CreateTableRequest WithoutForeignKeys(CreateTableRequest all) => new()
    {
        Table = all.Table,
        PrimaryKeys = all.PrimaryKeys,
        ForeignKeys = [],
        UniqueConstraints = all.UniqueConstraints,
        NotNullConstraints = all.NotNullConstraints,
        DefaultConstraints = all.DefaultConstraints,
        CheckConstraints = all.CheckConstraints,
    };

    // Dropped since it was listed, or kept from us: to be told of in any case.
    private static NoSuchObjectException Gone(string name) => new() { Message = $"{name} was listed and can't be read" };

    private ParallelOptions Options(CancellationToken ct) => new() { MaxDegreeOfParallelism = parallel, CancellationToken = ct };

    private async Task PutRolesAsync(CancellationToken ct)
    {
        var roles = await source.RolesAsync(ct);
        await PutAllAsync(roles, ct);
        foreach (var role in roles)
        {
            await PutAllAsync(await source.RoleGrantsAsync(role.RoleName!, ct), ct);
        }
    }

    private async Task PutConnectorsAsync(CancellationToken ct)
    {
        foreach (var connector in await source.DataConnectorsAsync(ct))
        {
            await PutAsync(await source.DataConnectorAsync(connector, ct) ?? throw Gone(connector), ct);
        }
    }

    private async Task PutResourcePlansAsync(CancellationToken ct)
    {
        foreach (var plan in await source.ResourcePlansAsync(ct))
        {
            await PutAsync(await source.ResourcePlanAsync(plan, ct) ?? throw Gone(plan), ct);
        }
    }

    private async Task<List<TableName>> PutDatabasesAsync(CancellationToken ct)
    {
        var tables = new List<TableName>();
        foreach (var catalog in await source.CatalogsAsync(ct))
        {
            if (await source.CatalogAsync(catalog, ct) is { } there)
            {
                await PutAsync(there, ct);
            }

            foreach (var database in await source.DatabasesAsync(catalog, ct))
            {
                await log.GuardAsync($"{catalog}.{database}", async () => tables.AddRange(await PutDatabaseAsync(new(catalog, database), ct)));
            }
        }

        return tables;
    }

    private async Task<IEnumerable<TableName>> PutDatabaseAsync(DatabaseName name, CancellationToken ct)
    {
        await PutAsync(await source.DatabaseAsync(name, ct) ?? throw Gone(name.ToString()), ct);
        foreach (var function in await source.FunctionsAsync(name, ct))
        {
            await PutAsync(await source.FunctionAsync(name, function, ct) ?? throw Gone($"{name}.{function}"), ct);
        }

        foreach (var procedure in await source.ProceduresAsync(name, ct))
        {
            await PutAsync(await source.ProcedureAsync(name, procedure, ct) ?? throw Gone($"{name}.{procedure}"), ct);
        }

        foreach (var package in await source.PackagesAsync(name, ct))
        {
            await PutAsync(await source.PackageAsync(name, package, ct) ?? throw Gone($"{name}.{package}"), ct);
        }

        return (await source.TablesAsync(name, ct)).Select(name.Table);
    }

    private async Task PutTableAsync(TableName name, CancellationToken ct)
    {
        var table = await source.TableAsync(name, ct) ?? throw Gone(name.ToString());
        if (table.CreationMetadata is not null)
        {
            _views.Add(table);
            return;
        }

        await PutAsync(table, ct);
        if (TransactionalState.IsTransactional(table) && await source.WriteIdsAsync($"{name.Database}.{name.Table}", ct) is { } ids)
        {
            await PutAsync(ids, ct);
        }

        if (await source.ConstraintsAsync(name, ct) is { } constraints)
        {
            _constraints.Add(constraints);
        }

        if (table.PartitionKeys is { Count: > 0 })
        {
            var missing = await target.MissingAsync(name, await source.PartitionNamesAsync(name, ct), ct);
            await Parallel.ForEachAsync(missing.Chunk(PartitionsPerBatch), Options(ct), async (batch, token) => await PutPartitionsAsync(table, name, [.. batch], token));
        }
        else
        {
            await PutStatisticsAsync(table, name, null, ct);
        }
    }

    // Statistics first: a partition that is there has its own, wherever a transfer broke off.
    private async Task PutPartitionsAsync(Table table, TableName name, List<string> names, CancellationToken ct)
    {
        await PutStatisticsAsync(table, name, names, ct);
        var partitions = await source.PartitionsAsync(name, names, ct);
        if (partitions.Count > 0)
        {
            await PutAsync(new AddPartitionsRequest { CatName = name.Catalog, DbName = name.Database, TblName = name.Table, Parts = partitions, IfNotExists = true }, ct);
        }
    }

    private async Task PutStatisticsAsync(Table table, TableName name, List<string>? partitions, CancellationToken ct)
    {
        if (await source.StatisticsAsync(table, name, partitions, ct) is { Count: > 0 } statistics)
        {
            await PutAsync(new SetPartitionsStatsRequest { ColStats = statistics }, ct);
        }
    }

    private async Task PutAllAsync(IEnumerable<TBase> values, CancellationToken ct)
    {
        foreach (var value in values)
        {
            await PutAsync(value, ct);
        }
    }

    private Task PutAsync(TBase value, CancellationToken ct) => log.PutAsync(TransferItem.Of(value), target, ct);
}
