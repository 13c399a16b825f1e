using Metastore.Names;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Statistics;

/// <summary>Reads and deletes column statistics of tables and partitions; <see cref="UpdateStatistics"/> writes them.</summary>
internal sealed class StatisticsService(Db db)
{
    /// <summary>One column of the table itself; null if there are no statistics of it (Hive: an empty reply).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    public Task<ColumnStatistics?> GetAsync(Session session, string? database, string? table, string? column, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var row = await FindTableAsync(tx, TableName.Parse(database, table), ct);
            return await StoredStatistics.OfTableAsync(tx, row, [Identifier.Normalize(column!)], null, session, ct);
        },
        ct);

    /// <summary>One column of a partition; null if there are no statistics of it (Hive: an empty reply).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    public Task<ColumnStatistics?> GetAsync(Session session, string? database, string? table, string? partition, string? column, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var row = await FindTableAsync(tx, TableName.Parse(database, table), ct);
            var name = GivenStatistics.PartitionNameOf(partition) ?? throw Errors.Meta("Partition name cannot be null.");
            var found = await StoredStatistics.OfPartitionsAsync(tx, row, [name], [Identifier.Normalize(column!)], null, session, ct);
            return found.Values.FirstOrDefault();
        },
        ct);

    /// <summary>Columns of the table itself; without statistics they are left out, and all are if they do not hold for the query.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    public async Task<TableStatsResult> GetAsync(Session session, TableStatsRequest? request, CancellationToken ct)
    {
        var table = TableName.From(request!.CatName, request.DbName, request.TblName);
        if (request.ValidWriteIdList is { } snapshot && !await db.ReadAsync(async tx => IsCurrent(await FindTableAsync(tx, table, ct), snapshot), ct))
        {
            return new() { TableStats = [] };
        }

        var (columns, engine) = (Normalized(request.ColNames), request.Engine ?? StoredStatistics.DefaultEngine);
        var payloads = await db.ReadAsync(
            async tx => await StatisticsStore.FindPayloadsAsync(tx, table, columns, engine, ct) is { Count: > 0 } found ? found : throw NoSuchTable(table), ct);
        return new() { TableStats = [.. payloads.OfType<byte[]>().Select(payload => StatisticsRow.ForReply(payload, session))] };
    }

    /// <summary>Columns of partitions, by the partition's name; what has no statistics, or none that hold for the query, is left out.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    public Task<PartitionsStatsResult> GetAsync(Session session, PartitionsStatsRequest? request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var rows = await FindAsync(tx, request!, await CurrentAsync(tx, request!, ct), ct);
            return new PartitionsStatsResult
            {
                PartStats = rows.GroupBy(row => row.PartitionName)
                    .ToDictionary(group => group.Key, group => group.Select(row => StatisticsRow.ForReply(row.Payload, session)).ToList()),
            };
        },
        ct);

    /// <summary>Columns over all of the named partitions together (<see cref="AggregateColumnStatistics"/>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    public Task<AggrStats> AggregateAsync(PartitionsStatsRequest? request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var (columns, names) = (Normalized(request!.ColNames), PartitionNames(request));
            if (columns.Count == 0 || names.Count == 0)
            {
                await FindTableAsync(tx, TableOf(request), ct);
                return new AggrStats { ColStats = [], PartsFound = 0 };
            }

            // One stale partition makes the whole untrue.
            var current = await CurrentAsync(tx, request, ct);
            return current.Count < names.Count ? new AggrStats { ColStats = [], PartsFound = 0, IsStatsCompliant = false }
                : AggregateColumnStatistics.Aggregate(await FindAsync(tx, request, names, ct), columns, names);
        },
        ct);

    private static async Task<List<StatisticsRow>> FindAsync(Tx tx, PartitionsStatsRequest request, List<string> names, CancellationToken ct)
    {
        var (table, engine) = (TableOf(request), request.Engine ?? StoredStatistics.DefaultEngine);
        var found = await StatisticsStore.FindOfPartitionsAsync(tx, table, names, Normalized(request.ColNames), engine, ct);
        return found.Count == 0 ? throw NoSuchTable(table) : found.FindAll(row => row.PartitionName is not null);
    }

    private static TableName TableOf(PartitionsStatsRequest request) => TableName.From(request.CatName, request.DbName, request.TblName);

    private static async Task<TableRow> FindTableAsync(Tx tx, TableName name, CancellationToken ct) =>
        await TableStore.FindAsync(tx, name, ct) ?? throw NoSuchTable(name);

    private static NoSuchObjectException NoSuchTable(TableName name) => Errors.NoSuchObject($"Specified catalog.database.table does not exist : {name}");

    private static List<string> Normalized(List<string>? columns) => (columns ?? []).ConvertAll(Identifier.Normalize);

    private static List<string> PartitionNames(PartitionsStatsRequest request) => (request.PartNames ?? []).ConvertAll(name => GivenStatistics.PartitionNameOf(name)!);

    private static bool IsCurrent(TableRow row, string snapshot) =>
        row.ToTable() is var table && TransactionalState.IsCurrent(table, table.Parameters, table.WriteId, snapshot);

    // Partitions that are not there have no statistics either.
    private static async Task<List<string>> CurrentAsync(Tx tx, PartitionsStatsRequest request, CancellationToken ct)
    {
        var names = PartitionNames(request);
        if (request.ValidWriteIdList is not { } snapshot)
        {
            return names;
        }

        var row = await FindTableAsync(tx, TableOf(request), ct);
        var table = row.ToTable();
        if (!TransactionalState.IsTransactional(table))
        {
            return names;
        }

        var partitions = await StoredPartition.FindAsync(tx, row.Id, names, ct);
        return names.FindAll(name => !partitions.TryGetValue(name, out var partition)
            || TransactionalState.IsCurrent(table, partition.Partition.Parameters, partition.Partition.WriteId, snapshot));
    }
}
