using Metastore.Catalogs;
using Metastore.Constraints;
using Metastore.Databases;
using Metastore.DataConnectors;
using Metastore.Functions;
using Metastore.Names;
using Metastore.Partitions;
using Metastore.Privileges;
using Metastore.ResourcePlans;
using Metastore.Rpc;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.StoredProcedures;
using Metastore.Tables;
using Metastore.Transactions;
using Thrift.Protocol;

namespace Metastore.Server.Transfers;

/// <summary>Writes what comes into a store as it is, with its times and without touching a file; each item in a transaction of its own.</summary>
internal sealed class StoreWriter(Db db, Ids ids, AddConstraints constraints, bool isDry) : ITransferTarget
{
    public Task<PutOutcome> PutAsync(TransferItem item, CancellationToken ct) => db.InTransactionAsync(
        tx => item.Value switch
        {
            Catalog catalog => PutCatalogAsync(tx, catalog, ct),
            Role role => PutRoleAsync(tx, role, ct),
            RolePrincipalGrant grant => PutGrantAsync(tx, grant, ct),
            Database database => PutDatabaseAsync(tx, database, ct),
            Function function => PutFunctionAsync(tx, function, ct),
            DataConnector connector => PutConnectorAsync(tx, connector, ct),
            StoredProcedure procedure => PutRoutineAsync(tx, RoutineKind.Procedure, DatabaseName.From(procedure.CatName, procedure.DbName), procedure.Name!, procedure, ct),
            Package package => PutRoutineAsync(tx, RoutineKind.Package, DatabaseName.From(package.CatName, package.DbName), package.PackageName!, package, ct),
            WMFullResourcePlan plan => PutResourcePlanAsync(tx, plan, ct),
            Table table => PutTableAsync(tx, table, ct),
            AddPartitionsRequest batch => PutPartitionsAsync(tx, batch, ct),
            SetPartitionsStatsRequest batch => PutStatisticsAsync(tx, batch, ct),
            CreateTableRequest all => PutConstraintsAsync(tx, all, ct),
            PrivilegeBag bag => PutPrivilegesAsync(tx, bag, ct),
            TableValidWriteIds ids => PutWriteIdsAsync(tx, ids, ct),
            _ => throw new System.InvalidOperationException($"{item.Kind} can't be written"),
        },
        ct);

    public async Task<IReadOnlyList<string>> MissingAsync(TableName table, List<string> partitions, CancellationToken ct)
    {
        var there = await db.ReadAsync(
            async tx => await TableStore.FindAsync(tx, table, ct) is not { } row ? []
                : await PartitionStore.ListNamesAsync(tx, row.Id, NameRange.Everything, -1, ct),
            ct);
        return [.. partitions.Except(there)];
    }

    private async Task<PutOutcome> PutCatalogAsync(Tx tx, Catalog given, CancellationToken ct)
    {
        var row = CatalogRow.From(given);
        var there = await CatalogStore.FindAsync(tx, given.Name!, ct);
        return await PutRowAsync(there?.Payload, row.Payload, () => CatalogStore.AddAsync(tx, row, ct), () => CatalogStore.UpdateAsync(tx, row, ct));
    }

    private async Task<PutOutcome> PutDatabaseAsync(Tx tx, Database given, CancellationToken ct)
    {
        var database = ThriftBinary.Read<Database>(ThriftBinary.Write(given));
        (database.CatalogName, database.Parameters, database.Privileges) = (database.CatalogName ?? CatalogName.Default, database.Parameters ?? [], null);
        var there = await DatabaseStore.FindAsync(tx, DatabaseName.From(database.CatalogName, database.Name), ct);
        var row = DatabaseRow.From(there?.Id ?? ids.Next(), database);
        return await PutRowAsync(there?.Payload, row.Payload, () => DatabaseStore.AddAsync(tx, row, ct), () => DatabaseStore.UpdateAsync(tx, row, ct));
    }

    private async Task<PutOutcome> PutFunctionAsync(Tx tx, Function given, CancellationToken ct)
    {
        var function = ThriftBinary.Read<Function>(ThriftBinary.Write(given));
        (function.CatName, function.ResourceUris) = (function.CatName ?? CatalogName.Default, function.ResourceUris ?? []);
        var name = DatabaseName.From(function.CatName, function.DbName);
        var there = await FunctionStore.FindAsync(tx, name, function.FunctionName!, ct);
        var database = await DatabaseStore.FindAsync(tx, name, ct);
        var row = FunctionRow.From(there?.Id ?? ids.Next(), Found(database?.Id, name.ToString()), function);
        return await PutRowAsync(there?.Payload, row.Payload, () => FunctionStore.AddAsync(tx, row, ct), () => FunctionStore.UpdateAsync(tx, row, ct));
    }

    private async Task<PutOutcome> PutConnectorAsync(Tx tx, DataConnector given, CancellationToken ct)
    {
        var there = await DataConnectorStore.FindAsync(tx, given.Name!, ct);
        return await PutRowAsync(
            there is null ? null : ThriftBinary.Write(there), ThriftBinary.Write(given), () => DataConnectorStore.AddAsync(tx, given, ct), () => DataConnectorStore.UpdateAsync(tx, given, ct));
    }

    private async Task<PutOutcome> PutResourcePlanAsync(Tx tx, WMFullResourcePlan given, CancellationToken ct)
    {
        var plan = ThriftBinary.Read<WMFullResourcePlan>(ThriftBinary.Write(given));
        var name = ResourcePlanName.From(plan.Plan!.Ns, plan.Plan.Name);
        (plan.Plan.Ns, plan.Plan.Name) = (name.Namespace, name.Name);
        var there = await ResourcePlanStore.FindAsync(tx, name, ct);
        if (plan.Plan.Status == WMResourcePlanStatus.ACTIVE && await ResourcePlanStore.FindActiveAsync(tx, name.Namespace, ct) is { } active && active.Name != name.Name)
        {
            throw Errors.InvalidObject($"The resource plan {active.Name} is in force; disable it and import again");
        }

        var row = ResourcePlanRow.From(there?.Id ?? ids.Next(), plan);
        return await PutRowAsync(there?.Payload, row.Payload, () => ResourcePlanStore.AddAsync(tx, row, ct), () => ResourcePlanStore.UpdateAsync(tx, row, ct));
    }

    private async Task<PutOutcome> PutRoutineAsync(Tx tx, RoutineKind kind, DatabaseName name, string routine, TBase given, CancellationToken ct)
    {
        var (key, payload) = (Identifier.Normalize(routine), ThriftBinary.Write(given));
        var there = await RoutineStore.FindAsync(tx, kind, name, key, ct);
        var database = Found((await DatabaseStore.FindAsync(tx, name, ct))?.Id, name.ToString());
        Task WriteAsync() => RoutineStore.PutAsync(tx, kind, database, key, payload, ct);
        return await PutRowAsync(there, payload, WriteAsync, WriteAsync);
    }

    private async Task<PutOutcome> PutTableAsync(Tx tx, Table given, CancellationToken ct)
    {
        var name = TableName.From(given.CatName, given.DbName, given.TableName);
        var there = await TableStore.FindAsync(tx, name, ct);
        var table = TableShape.Of(given, name, there?.Id ?? ids.Next(), given.CreateTime);
        var sources = new List<long>();
        if (given.CreationMetadata is { } making && !isDry)
        {
            table.CreationMetadata = await ViewSources.ResolveAsync(tx, name, making, sources, ct);
            table.CreationMetadata.MaterializationTime = making.MaterializationTime;
        }

        var database = await DatabaseStore.FindAsync(tx, name.DatabaseName, ct);
        var row = TableRow.From(table.Id, Found(database?.Id, name.DatabaseName.ToString()), table) with { Version = there?.Version ?? 1 };
        var outcome = await PutRowAsync(there?.Payload, row.Payload, () => TableStore.AddAsync(tx, row, ct), () => TableStore.UpdateAsync(tx, row, ct));
        if (sources.Count > 0 && outcome != PutOutcome.Same)
        {
            await ViewSourceStore.ReplaceAsync(tx, row.Id, sources, ct);
        }

        return outcome;
    }

    private async Task<PutOutcome> PutPartitionsAsync(Tx tx, AddPartitionsRequest batch, CancellationToken ct)
    {
        var row = await TableStore.FindAsync(tx, TableName.From(batch.CatName, batch.DbName, batch.TblName), ct);
        if (isDry)
        {
            return PutOutcome.Added;
        }

        var table = row?.ToTable() ?? throw Missing($"{batch.DbName}.{batch.TblName}");
        var columns = new ColumnLists();
        var rows = batch.Parts!.ConvertAll(given => PartitionRow.From(table, PartitionName.Make(table.PartitionKeys!, given.Values!), PartitionShape.Of(given, table, given.CreateTime), columns));
        await columns.KeepAsync(tx, ct);
        return await PartitionWriteStore.AddAsync(tx, rows, ct) == 0 ? PutOutcome.Same : PutOutcome.Added;
    }

    private async Task<PutOutcome> PutStatisticsAsync(Tx tx, SetPartitionsStatsRequest batch, CancellationToken ct)
    {
        var given = batch.ColStats!.ConvertAll(GivenStatistics.From);
        var table = await TableStore.FindAsync(tx, given[0].Table, ct);
        if (isDry)
        {
            return PutOutcome.Added;
        }

        var id = Found(table?.Id, given[0].Table.ToString());
        var rows = given.SelectMany(statistics => statistics.ToRows(tx, id, statistics.Partition ?? StatisticsStore.WholeTable)).ToList();
        var before = await StatisticsStore.FindAsync(tx, id, rows.Select(row => row.PartitionName).Distinct(), null, given[0].Engine, ct);
        var changed = rows.FindAll(row => !before.Exists(old => (old.PartitionName, old.ColumnName) == (row.PartitionName, row.ColumnName) && old.Payload.AsSpan().SequenceEqual(row.Payload)));
        await StatisticsStore.PutAsync(tx, changed, ct);
        return changed.Count == 0 ? PutOutcome.Same : PutOutcome.Added;
    }

    private async Task<PutOutcome> PutConstraintsAsync(Tx tx, CreateTableRequest all, CancellationToken ct)
    {
        var table = TableName.From(all.Table!.CatName, all.Table.DbName, all.Table.TableName);
        var there = (await ConstraintStore.ListAsync(tx, table, ct)).Select(row => (row.Kind, row.Name)).ToHashSet();
        List<NewConstraint> added =
        [
            .. all.PrimaryKeys!.Select(key => NewConstraint.From(key, all.Table)),
            .. all.UniqueConstraints!.Select(key => NewConstraint.From(key, all.Table)),
            .. all.ForeignKeys!.Select(key => NewConstraint.From(key, all.Table)),
            .. all.NotNullConstraints!.Select(constraint => NewConstraint.From(constraint, all.Table)),
            .. all.DefaultConstraints!.Select(constraint => NewConstraint.From(constraint, all.Table)),
            .. all.CheckConstraints!.Select(constraint => NewConstraint.From(constraint, all.Table)),
        ];
        added.RemoveAll(constraint => constraint.Name is { } name && there.Contains((constraint.Kind, name)));
        if (added.Count > 0 && !isDry)
        {
            await constraints.AddAsync(tx, added, ct);
        }

        return added.Count == 0 ? PutOutcome.Same : PutOutcome.Added;
    }

    private async Task<PutOutcome> PutRoleAsync(Tx tx, Role given, CancellationToken ct)
    {
        var isNew = !await RoleStore.ExistsAsync(tx, given.RoleName!, ct);
        if (isNew && !isDry)
        {
            await RoleStore.AddAsync(tx, new RoleRow { Name = given.RoleName!, Owner = given.OwnerName, Created = given.CreateTime > 0 ? given.CreateTime : tx.Now }, ct);
        }

        return isNew ? PutOutcome.Added : PutOutcome.Same;
    }

    private async Task<PutOutcome> PutGrantAsync(Tx tx, RolePrincipalGrant given, CancellationToken ct)
    {
        var isNew = await RoleStore.FindGrantAsync(tx, given.RoleName!, given.PrincipalType, given.PrincipalName!, ct) is null;
        if (isNew && !isDry)
        {
            var row = new RoleGrantRow
            {
                Role = given.RoleName!,
                PrincipalType = given.PrincipalType,
                Principal = given.PrincipalName!,
                Grantor = given.GrantorName,
                GrantorType = given.GrantorPrincipalType,
                GrantOption = given.GrantOption,
                Created = given.GrantTime,
            };
            await RoleStore.AddGrantAsync(tx, row, ct);
        }

        return isNew ? PutOutcome.Added : PutOutcome.Same;
    }

    private async Task<PutOutcome> PutPrivilegesAsync(Tx tx, PrivilegeBag bag, CancellationToken ct)
    {
        if (isDry)
        {
            return PutOutcome.Added;
        }

        var added = new List<PrivilegeRow>();
        foreach (var given in bag.Privileges!)
        {
            if (await PrivilegeObject.ReadAsync(tx, given.HiveObject!, ct) is { } on && !(await PrivilegeStore.ListAsync(tx, on, ct)).Exists(row => IsSame(row, given))
                && await GrantPrivileges.FindAsync(tx, on, ct) is { } place)
            {
                added.Add(GrantPrivileges.Row(ids.Next(), on, place, given, given.GrantInfo!.Privilege!, given.GrantInfo.CreateTime));
            }
        }

        await PrivilegeStore.AddAsync(tx, added, ct);
        return added.Count == 0 ? PutOutcome.Same : PutOutcome.Added;
    }

    // What is open or was aborted there has no transaction here that would keep it from being read.
    private async Task<PutOutcome> PutWriteIdsAsync(Tx tx, TableValidWriteIds given, CancellationToken ct)
    {
        if (given.InvalidWriteIds is { Count: > 0 } hidden)
        {
            throw Errors.InvalidObject($"{hidden.Count} of the table's writes are open or were aborted; end them, compact the table and import again");
        }

        var (database, table) = WriteIds.Split(given.FullTableName!);
        var last = await WriteIdStore.LastAsync(tx, database, table, ct);
        if (last < given.WriteIdHighWaterMark && !isDry)
        {
            await WriteIdStore.RaiseAsync(tx, database, table, given.WriteIdHighWaterMark, ct);
        }

        return last >= given.WriteIdHighWaterMark ? PutOutcome.Same : last == 0 ? PutOutcome.Added : PutOutcome.Replaced;
    }

    private static bool IsSame(PrivilegeRow row, HiveObjectPrivilege given) => (row.PrincipalType, row.Principal, row.Privilege, row.Grantor)
        == (given.PrincipalType, given.PrincipalName, given.GrantInfo!.Privilege, given.GrantInfo.Grantor);

    private async Task<PutOutcome> PutRowAsync(byte[]? before, byte[] now, Func<Task> add, Func<Task> update)
    {
        if (before is not null && before.AsSpan().SequenceEqual(now))
        {
            return PutOutcome.Same;
        }

        if (!isDry)
        {
            await (before is null ? add() : update());
        }

        return before is null ? PutOutcome.Added : PutOutcome.Replaced;
    }

    // In a dry run what an object belongs to may not be there yet.
    private long Found(long? id, string name) => id ?? (isDry ? 0 : throw Missing(name));

    private static InvalidObjectException Missing(string name) => Errors.InvalidObject($"{name} is not there");
}
