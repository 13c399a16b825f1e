using Metastore.Names;
using Metastore.Notifications;
using Metastore.Partitions;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Tables;

/// <summary>Empties tables or partitions: the files go, statistics become those of nothing (<c>HMSHandler.truncate_table_internal</c>).</summary>
internal sealed class TruncateTable(Db db, WarehouseFiles warehouse, EventWriter events)
{
    private static readonly string[] FileCounts = ["numFiles", "totalSize", "numFilesErasureCoded"];
    private static readonly string[] Counts = [.. FileCounts, "numRows", "rawDataSize"];

    /// <summary>All of the table, or only these partitions; names that there are not are passed over.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table. The methods do not declare it.</exception>
    public async Task RunAsync(TruncateTableRequest? request, CancellationToken ct)
    {
        var name = TableName.From(null, request?.DbName, request?.TableName);
        var keepsFiles = TableShape.IsTrue(request?.EnvironmentContext?.Properties, "truncateSkipDataDeletion");
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchTable(name);
                var table = row.ToTable();
                if (table.TableType == TableTypes.View)
                {
                    throw Errors.Meta($"{name} is a view: there is nothing to truncate");
                }

                // Hive says that the statistics are right only where the request has an environment context.
                var accurate = request?.EnvironmentContext is not null;
                var places = request?.PartNames is not null || table.PartitionKeys is { Count: > 0 }
                    ? await EmptyPartitionsAsync(tx, table, request?.PartNames, accurate, ct)
                    : await EmptyTableAsync(tx, row, table, accurate, ct);
                if (!keepsFiles)
                {
                    // How many files there are is not known.
                    tx.AfterCommit(int.MaxValue, () => places.ForEach(warehouse.EmptyDirectory));
                }
            },
            ct);
    }

    private async Task<List<string>> EmptyTableAsync(Tx tx, TableRow row, Table table, bool accurate, CancellationToken ct)
    {
        SetEmpty(table.Parameters!);
        if (accurate)
        {
            ColumnStatsAccurate.SetBasic(table.Parameters!);
        }

        if (!await TableStore.UpdateAsync(tx, TableRow.From(row.Id, row.DatabaseId, table) with { Version = row.Version }, ct))
        {
            throw Errors.Meta($"{row.FullName} has been changed or dropped in the meantime");
        }

        await StatisticsStore.DeleteAllAsync(tx, row.Id, ct);
        await events.TableTruncatedAsync(tx, row, table, ct);
        return [table.Sd!.Location!];
    }

    private async Task<List<string>> EmptyPartitionsAsync(Tx tx, Table table, List<string>? names, bool accurate, CancellationToken ct)
    {
        var rows = names is null
            ? await PartitionStore.ListAsync(tx, table.Id, NameRange.Everything, -1, ct)
            : await PartitionStore.FindManyAsync(tx, table.Id, names, ct);
        var emptied = rows.ConvertAll(row =>
        {
            var partition = PartitionPayload.Read(row.Payload, null);
            partition.Parameters ??= [];
            SetEmpty(partition.Parameters);
            if (accurate)
            {
                Array.ForEach(FileCounts, count => partition.Parameters[count] = "0");
                ColumnStatsAccurate.SetBasic(partition.Parameters);
            }

            return row with { Payload = PartitionPayload.Write(partition) };
        });
        await PartitionWriteStore.ReplaceAsync(tx, emptied, ct);
        await StatisticsStore.DeletePartitionsAsync(tx, table.Id, emptied.ConvertAll(row => row.Name), ct);
        if (events.IsOn)
        {
            await events.PartitionsTruncatedAsync(tx, table, await PartitionReader.ReadAsync(tx, table, rows, ct), await PartitionReader.ReadAsync(tx, table, emptied, ct), ct);
        }

        return [.. rows.Select(row => row.PlaceIn(table)).OfType<string>()];
    }

    private static void SetEmpty(Dictionary<string, string> parameters)
    {
        foreach (var count in Counts.Where(parameters.ContainsKey))
        {
            parameters[count] = "0";
        }

        ColumnStatsAccurate.Clear(parameters);
    }
}
