using Metastore.Names;
using Metastore.Notifications;
using Metastore.Partitions;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Statistics;

/// <summary>Deletes column statistics on a client's wish. COLUMN_STATS_ACCURATE stays as it is, but for the request of Hive 4.1.</summary>
internal sealed class DeleteStatistics(Db db, EventWriter events)
{
    /// <summary>One column of the table itself, or all (null), for one engine, or all (null).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table, or it has no statistics of that column.</exception>
    /// <exception cref="MetaException">The table is transactional.</exception>
    /// <remarks>Hive <c>HMSHandler.delete_table_column_statistics</c>.</remarks>
    public Task<bool> DeleteAsync(string? database, string? table, string? column, string? engine, CancellationToken ct)
    {
        var name = TableName.Parse(database, table);
        return db.InTransactionAsync(
            async tx =>
            {
                var row = await FindTableAsync(tx, name, ct);
                var deleted = await StatisticsStore.DeleteAsync(tx, row.Id, [StatisticsStore.WholeTable], One(column), engine, ct);
                await events.TableStatisticsDeletedAsync(tx, name, One(column), ct);
                return deleted.Count > 0 || column is null
                    ? true
                    : throw Errors.NoSuchObject($"Column stats doesn't exist for db={name.Database} table={name.Table} col={Identifier.Normalize(column)}");
            },
            ct);
    }

    /// <summary>One column of a partition, or all (null), for one engine, or all (null).</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition, or it has no statistics of that column.</exception>
    /// <exception cref="InvalidObjectException">There is no such table, or the partition's name lacks a key.</exception>
    /// <exception cref="MetaException">The table is transactional.</exception>
    /// <remarks>Hive <c>HMSHandler.delete_partition_column_statistics</c>.</remarks>
    public Task<bool> DeleteAsync(string? database, string? table, string? partition, string? column, string? engine, CancellationToken ct)
    {
        var name = TableName.Parse(database, table);
        return db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.InvalidObject($"{name} table not found");
                RefuseTransactional(row);
                var part = await FindPartitionAsync(tx, row, partition, ct);
                var deleted = await StatisticsStore.DeleteAsync(tx, row.Id, [part], One(column), engine, ct);
                await events.PartitionStatisticsDeletedAsync(tx, row, [part], One(column), ct);
                return deleted.Count > 0 || column is null
                    ? true
                    : throw Errors.NoSuchObject($"Column stats doesn't exist for table={name} partition={part} col={Identifier.Normalize(column)}");
            },
            ct);
    }

    /// <summary>Columns (none: all) of the table itself and of partitions (none: all, unless only the table is meant).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table or partition.</exception>
    /// <exception cref="MetaException">The table is transactional.</exception>
    /// <remarks>Hive 4.1 <c>HMSHandler.delete_column_statistics_req</c>, which also takes the columns out of COLUMN_STATS_ACCURATE.</remarks>
    public Task<bool> DeleteAsync(DeleteColumnStatisticsRequest? request, CancellationToken ct)
    {
        var name = TableName.From(request!.Cat_name, request.Db_name, request.Tbl_name);
        var columns = request.Col_names is { Count: > 0 } some ? some.ConvertAll(Identifier.Normalize) : null;
        return db.InTransactionAsync(
            async tx =>
            {
                var row = await FindTableAsync(tx, name, ct);
                await (request.TableLevel || row.ToTable().PartitionKeys is not { Count: > 0 }
                    ? DeleteOfTableAsync(tx, row, columns, request.Engine, ct)
                    : DeleteOfPartitionsAsync(tx, row, request.Part_names, columns, request.Engine, ct));
                return true;
            },
            ct);
    }

    private async Task DeleteOfTableAsync(Tx tx, TableRow row, List<string>? columns, string? engine, CancellationToken ct)
    {
        var table = row.ToTable();
        var gone = await StatisticsStore.DeleteAsync(tx, row.Id, [StatisticsStore.WholeTable], columns, engine, ct);
        ColumnStatsAccurate.RemoveColumns(table.Parameters, columns ?? gone.Select(each => each.Column));
        await TableStore.UpdateAsync(tx, row with { Payload = ThriftBinary.Write(table) }, ct);
        await events.TableStatisticsDeletedAsync(tx, row.FullName, columns, ct);
    }

    private async Task DeleteOfPartitionsAsync(Tx tx, TableRow row, List<string>? names, List<string>? columns, string? engine, CancellationToken ct)
    {
        var wanted = names is { Count: > 0 }
            ? names.ConvertAll(name => GivenStatistics.PartitionNameOf(name)!)
            : await PartitionStore.ListNamesAsync(tx, row.Id, default, -1, ct);
        var partitions = await StoredPartition.FindAsync(tx, row.Id, wanted, ct);
        if (wanted.Find(name => !partitions.ContainsKey(name)) is { } missing)
        {
            throw Errors.NoSuchObject($"Partition {missing} for which stats deletion is requested doesn't exist");
        }

        var gone = (await StatisticsStore.DeleteAsync(tx, row.Id, partitions.Keys, columns, engine, ct)).ToLookup(each => each.Partition, each => each.Column);
        await PartitionWriteStore.ReplaceAsync(tx, [.. partitions.Values.Select(partition => partition.Unmarked(columns ?? gone[partition.Row.Name]))], ct);
        await events.PartitionStatisticsDeletedAsync(tx, row, partitions.Keys, columns, ct);
    }

    private static async Task<TableRow> FindTableAsync(Tx tx, TableName name, CancellationToken ct)
    {
        var row = await TableStore.FindAsync(tx, name, ct)
            ?? throw Errors.NoSuchObject($"Table {name}  for which stats deletion is requested doesn't exist");
        RefuseTransactional(row);
        return row;
    }

    private static async Task<string> FindPartitionAsync(Tx tx, TableRow table, string? given, CancellationToken ct)
    {
        var keys = table.ToTable().PartitionKeys ?? [];
        var name = PartitionName.Make(keys, PartitionName.ReadValues(GivenStatistics.PartitionNameOf(given), keys, Errors.InvalidObject));
        return await PartitionStore.FindAsync(tx, table.Id, name, ct) is not null
            ? name
            : throw Errors.NoSuchObject($"Partition {name} for which stats deletion is requested doesn't exist");
    }

    private static void RefuseTransactional(TableRow row)
    {
        if (TransactionalState.IsTransactional(row.ToTable()))
        {
            throw Errors.Meta("Cannot delete stats via this API for a transactional table");
        }
    }

    private static string[]? One(string? column) => column is null ? null : [Identifier.Normalize(column)];
}
