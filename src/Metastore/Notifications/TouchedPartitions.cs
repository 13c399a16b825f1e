using Metastore.Names;
using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Notifications;

/// <summary>The partitions that clients tell of by their values.</summary>
internal static class TouchedPartitions
{
    /// <summary>The table, too. Hive looks for them before it knows whether anybody listens.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table or partition.</exception>
    public static async Task<(Table Table, List<Partition?> Partitions)> FindAsync(Tx tx, TableName name, List<List<string>> values, CancellationToken ct)
    {
        var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.NoSuchTable(name);
        var table = row.ToTable();
        return (table, await FindAsync(tx, table, values, ct));
    }

    /// <summary>The partition of each list of values; null for an empty one, which is the table itself.</summary>
    /// <exception cref="NoSuchObjectException">There is no such partition.</exception>
    public static async Task<List<Partition?>> FindAsync(Tx tx, Table table, List<List<string>> values, CancellationToken ct)
    {
        var names = values.ConvertAll(own => own.Count == 0 ? null : PartitionName.Make(table.PartitionKeys ?? [], own));
        var rows = await PartitionStore.FindManyAsync(tx, table.Id, names.OfType<string>().Distinct(), ct);
        var found = rows.Zip(await PartitionReader.ReadAsync(tx, table, rows, ct)).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        return [.. names.Zip(values, (name, own) => name is null ? null
            : found.GetValueOrDefault(name) ?? throw Errors.NoSuchObject($"partition values=[{string.Join(", ", own)}]"))];
    }
}
