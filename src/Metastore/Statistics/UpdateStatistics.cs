using Metastore.Names;
using Metastore.Notifications;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Statistics;

/// <summary>Writes column statistics, of one object over what was there, or of many partitions at once, merged if asked for.</summary>
internal sealed class UpdateStatistics(Db db, EventWriter events)
{
    /// <summary>Writes statistics of the table itself and marks the columns as right (<c>HMSHandler.update_table_column_statistics</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">The table has no such column.</exception>
    public Task<bool> UpdateTableAsync(ColumnStatistics? statistics, CancellationToken ct) => WriteTableAsync(GivenStatistics.From(statistics), null, -1, ct);

    /// <summary>Writes statistics of a partition and marks the columns as right (<c>HMSHandler.update_partition_column_statistics</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table or partition.</exception>
    /// <exception cref="InvalidObjectException">The partition's name lacks a key.</exception>
    public Task<bool> UpdatePartitionAsync(ColumnStatistics? statistics, CancellationToken ct) => WritePartitionAsync(GivenStatistics.From(statistics), null, -1, ct);

    /// <inheritdoc cref="UpdateTableAsync(ColumnStatistics?, CancellationToken)"/>
    /// <exception cref="InvalidInputException">There are several statistics, or merging is asked for.</exception>
    public async Task<SetPartitionsStatsResponse> UpdateTableAsync(SetPartitionsStatsRequest? request, CancellationToken ct) =>
        new() { Result = await WriteTableAsync(Only(request), request!.ValidWriteIdList, request.WriteId, ct) };

    /// <inheritdoc cref="UpdatePartitionAsync(ColumnStatistics?, CancellationToken)"/>
    /// <exception cref="InvalidInputException">There are several statistics, or merging is asked for.</exception>
    public async Task<SetPartitionsStatsResponse> UpdatePartitionAsync(SetPartitionsStatsRequest? request, CancellationToken ct) =>
        new() { Result = await WritePartitionAsync(Only(request), request!.ValidWriteIdList, request.WriteId, ct) };

    /// <summary>
    /// Writes statistics of the table itself or of partitions; with needMerge they are merged with the stored ones, and columns whose stored
    /// ones are not right are skipped. The first object tells which of the two. False after merging partitions, as Hive has it.
    /// </summary>
    /// <exception cref="MetaException">There are several for the table itself.</exception>
    /// <exception cref="NoSuchObjectException">There is no such table or partition.</exception>
    public Task<bool> SetAsync(SetPartitionsStatsRequest? request, CancellationToken ct)
    {
        var given = (request?.ColStats ?? []).ConvertAll(GivenStatistics.From);
        if (given.Count == 0)
        {
            return Task.FromResult(true);
        }

        if (!given[0].IsTableLevel)
        {
            return db.InSnapshotAsync(tx => SetPartitionsAsync(tx, request!, given, ct), ct);
        }

        return given.Count == 1
            ? db.InTransactionAsync(tx => SetTableAsync(tx, request!, given[0], ct), ct)
            : throw Errors.Meta($"Expecting only 1 ColumnStatistics for table's column stats, but find {given.Count}");
    }

    private static GivenStatistics Only(SetPartitionsStatsRequest? request) => request switch
    {
        null or { ColStats: not { Count: 1 } } => throw Errors.InvalidInput("Only one stats object expected"),
        { NeedMerge: true } => throw Errors.InvalidInput("Merge is not supported for non-aggregate stats"),
        _ => GivenStatistics.From(request.ColStats[0]),
    };

    private Task<bool> WriteTableAsync(GivenStatistics given, string? snapshot, long writeId, CancellationToken ct) =>
        db.InTransactionAsync(async tx => await WriteAsync(tx, await FindTableAsync(tx, given.Table, ct), given, snapshot, writeId, ct), ct);

    private Task<bool> WritePartitionAsync(GivenStatistics given, string? snapshot, long writeId, CancellationToken ct) => db.InSnapshotAsync(
        async tx =>
        {
            var row = await TableStore.FindAsync(tx, given.Table, ct) ?? throw Errors.NoSuchTable(given.Table);
            var table = row.ToTable();
            var keys = table.PartitionKeys ?? [];
            var name = PartitionName.Make(keys, PartitionName.ReadValues(given.Partition, keys, Errors.InvalidObject));
            var stored = await StoredStatistics.OfPartitionsAsync(tx, row, [name], given.ColumnNames, given.Engine, ct);
            var part = given.Over(stored.GetValueOrDefault(name)?.StatsObj) with { Partition = name };
            await WriteAsync(tx, row, table, [part], snapshot, writeId, ct);
            return true;
        },
        ct);

    private async Task<bool> SetTableAsync(Tx tx, SetPartitionsStatsRequest request, GivenStatistics given, CancellationToken ct)
    {
        var row = await FindTableAsync(tx, given.Table, ct);
        if (request.NeedMerge)
        {
            var stored = await StoredStatistics.OfTableAsync(tx, row, given.ColumnNames, given.Engine, ct);
            given = given.MergedInto(stored, row.ToTable().Parameters);
        }

        return given.Columns.Count == 0 || await WriteAsync(tx, row, given, request.ValidWriteIdList, request.WriteId, ct);
    }

    private async Task<bool> SetPartitionsAsync(Tx tx, SetPartitionsStatsRequest request, List<GivenStatistics> given, CancellationToken ct)
    {
        var row = await TableStore.FindAsync(tx, given[0].Table, ct) ?? throw Errors.NoSuchTable(given[0].Table);

        // A partition may come twice: what comes later is merged with what came before.
        var parts = given
            .GroupBy(part => part.Partition ?? throw Errors.Meta("Partition name is invalid. null"))
            .Select(group => group.Aggregate((older, newer) => newer.MergedWith(older.Columns)))
            .ToList();
        if (request.NeedMerge)
        {
            var names = parts.ConvertAll(part => part.Partition!);
            var columns = parts.SelectMany(part => part.ColumnNames).Distinct();
            var stored = await StoredStatistics.OfPartitionsAsync(tx, row, names, columns, parts[0].Engine, ct);
            var partitions = await StoredPartition.FindAsync(tx, row.Id, names, ct);
            parts = parts.ConvertAll(part => part.MergedInto(stored.GetValueOrDefault(part.Partition!), partitions.GetValueOrDefault(part.Partition!)?.Partition.Parameters));
            parts.RemoveAll(part => part.Columns.Count == 0);
        }

        await WriteAsync(tx, row, row.ToTable(), parts, request.ValidWriteIdList, request.WriteId, ct);
        return !request.NeedMerge;
    }

    private async Task<bool> WriteAsync(Tx tx, TableRow row, GivenStatistics given, string? snapshot, long writeId, CancellationToken ct)
    {
        var table = row.ToTable();
        var known = (table.Sd?.Cols ?? []).Select(column => Identifier.Normalize(column.Name!)).ToHashSet(StringComparer.Ordinal);
        if (given.ColumnNames.FirstOrDefault(column => !known.Contains(column)) is { } missing)
        {
            throw Errors.Meta($"Column {missing} doesn't exist in table {row.Name} in database {row.Database}");
        }

        var stored = await StoredStatistics.OfTableAsync(tx, row, given.ColumnNames, given.Engine, ct);
        await StatisticsStore.PutAsync(tx, given.Over(stored?.StatsObj).ToRows(tx, row.Id, StatisticsStore.WholeTable), ct);
        table.Parameters ??= [];
        TransactionalState.MarkColumns(table, table.Parameters, table.WriteId, given.ColumnNames, snapshot);
        if (TransactionalState.IsTransactional(table))
        {
            table.WriteId = writeId;
        }

        await events.TableStatisticsUpdatedAsync(tx, table, given, writeId, ct);
        var changed = row with { Payload = ThriftBinary.Write(table) };
        return changed.Payload.AsSpan().SequenceEqual(row.Payload) || await TableStore.UpdateAsync(tx, changed, ct);
    }

    private async Task WriteAsync(
        Tx tx, TableRow row, Table table, List<GivenStatistics> parts, string? snapshot, long writeId, CancellationToken ct)
    {
        var partitions = await StoredPartition.FindAsync(tx, row.Id, parts.Select(part => part.Partition!), ct);
        if (!parts.TrueForAll(part => partitions.ContainsKey(part.Partition!)))
        {
            throw Errors.NoSuchObject("Partition for which stats is gathered doesn't exist.");
        }

        await StatisticsStore.PutAsync(tx, parts.SelectMany(part => part.ToRows(tx, row.Id, part.Partition!)), ct);
        await PartitionWriteStore.ReplaceAsync(tx, parts.ConvertAll(part => partitions[part.Partition!].Marked(table, part.ColumnNames, snapshot, writeId)), ct);
        await events.PartitionStatisticsUpdatedAsync(tx, table, parts.Select(part => (part, partitions[part.Partition!].Partition.Parameters)), writeId, ct);
    }

    private static async Task<TableRow> FindTableAsync(Tx tx, TableName name, CancellationToken ct) =>
        await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"Specified catalog.database.table does not exist : {name}");
}
