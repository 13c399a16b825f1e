using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Marks partitions for an event, "loaded", whether they exist or not (<c>ObjectStore.markPartitionForEvent</c>).</summary>
internal sealed class PartitionMarks(Db db)
{
    /// <exception cref="UnknownTableException">There is no such table.</exception>
    /// <exception cref="InvalidPartitionException">The values are not those of the table's keys.</exception>
    public Task MarkAsync(TableArgument argument, Dictionary<string, string>? values, PartitionEventType type, CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            var table = await FindTableAsync(tx, argument, type, ct);
            await PartitionMarkStore.AddAsync(tx, table.Id, NameOf(table, values), type, ct);
        },
        ct);

    /// <exception cref="UnknownTableException">There is no such table.</exception>
    /// <exception cref="InvalidPartitionException">The values are not those of the table's keys.</exception>
    public Task<bool> IsMarkedAsync(TableArgument argument, Dictionary<string, string>? values, PartitionEventType type, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await FindTableAsync(tx, argument, type, ct);
            return await PartitionMarkStore.ExistsAsync(tx, table.Id, NameOf(table, values), type, ct);
        },
        ct);

    private static async Task<PartitionedTable> FindTableAsync(Tx tx, TableArgument argument, PartitionEventType type, CancellationToken ct)
    {
        if (!Enum.IsDefined(type))
        {
            throw Errors.Meta($"Unknown partition event type {(int)type}");
        }

        return await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw Errors.UnknownTable($"Table: {argument.Table} is not found.");
    }

    private static string NameOf(PartitionedTable table, Dictionary<string, string>? values)
    {
        if (values is null)
        {
            throw Errors.Meta("Partition values cannot be null.");
        }

        if (values.Count != table.Keys.Count)
        {
            throw Errors.InvalidPartition(
                $"Number of partition columns in table: {table.Keys.Count} doesn't match with number of supplied partition values: {values.Count}");
        }

        return PartitionName.Make(table.Keys, table.Keys.ConvertAll(key => values.TryGetValue(key.Name!, out var value)
            ? value
            : throw Errors.InvalidPartition($"No value found for partition column: {key.Name}")));
    }
}
