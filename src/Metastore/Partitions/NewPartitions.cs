using Metastore.Notifications;
using Metastore.Privileges;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>What all methods that add partitions have in common: names, shape, directories, rows.</summary>
internal sealed class NewPartitions(Ids ids, QuickStatistics statistics, WarehouseFiles warehouse, EventWriter events)
{
    /// <summary>Those of the partitions that are to be added, in order, with the names they get. What can be wrong is found out here, before the first directory is made.</summary>
    /// <exception cref="AlreadyExistsException">There is one of them already, and that is not to be passed over.</exception>
    /// <exception cref="MetaException">One of them is not valid, or is there twice.</exception>
    public static async Task<List<GivenPartition>> SelectAsync(
        Tx tx, TableRow row, Table table, List<Partition> given, Existing existing, CancellationToken ct)
    {
        var named = given.ConvertAll(partition => (Partition: partition, Name: NameOf(table, partition)));
        if (existing != Existing.NotLookedFor)
        {
            var there = (await PartitionWriteStore.ListExistingAsync(tx, row.Id, named.Select(partition => partition.Name), ct)).ToHashSet(StringComparer.Ordinal);
            if (existing == Existing.Refuse && named.Find(partition => there.Contains(partition.Name)) is { Partition: { } first })
            {
                throw Errors.AlreadyExists($"Partition already exists: {PartitionShape.Text(first)}");
            }

            named.RemoveAll(partition => there.Contains(partition.Name));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return named.Find(partition => !seen.Add(partition.Name)) is { Partition: { } twice }
            ? throw Errors.Meta($"Duplicate partitions in the list: {PartitionShape.Text(twice)}")
            : named.ConvertAll(partition => new GivenPartition(partition.Partition, partition.Name, Shape(tx, table, partition.Partition, partition.Name)));
    }

    /// <summary>Makes the directories, and adds the rows.</summary>
    /// <exception cref="AlreadyExistsException">Another has been quicker with one of them.</exception>
    /// <exception cref="MetaException">A directory can't be made.</exception>
    public async Task AddAsync(Tx tx, TableRow row, Table table, List<GivenPartition> added, Dictionary<string, string> context, CancellationToken ct)
    {
        await OwnThread.RunAsync(added.Count, () => added.ForEach(partition => Place(tx, partition.Stored, table, context)));
        await InsertAsync(tx, row, table, added.ConvertAll(partition => (partition.Name, partition.Stored)), ct);
    }

    /// <summary>Adds the rows of partitions that are complete.</summary>
    /// <exception cref="AlreadyExistsException">Another has been quicker with one of them.</exception>
    public async Task InsertAsync(Tx tx, TableRow row, Table table, List<(string Name, Partition Partition)> added, CancellationToken ct)
    {
        var columns = new ColumnLists();
        var rows = added.ConvertAll(partition => PartitionRow.From(table, partition.Name, partition.Partition, columns));
        await columns.KeepAsync(tx, ct);
        if (await PartitionWriteStore.AddAsync(tx, rows, ct) < rows.Count)
        {
            throw Errors.AlreadyExists($"Partition already exists: one of {rows.Count} has been added to {row.FullName} in the meantime");
        }

        if (PartitionPrivileges.AreKept(table))
        {
            await PartitionPrivileges.CopyFromTableAsync(tx, ids, row.Id, rows.ConvertAll(partition => partition.Name), ct);
        }

        await events.PartitionsAddedAsync(tx, table, added, ct);
    }

    private static string NameOf(Table table, Partition partition) => partition.Values is { Count: > 0 } values
        ? PartitionName.Make(table.PartitionKeys ?? [], values)
        : throw Errors.Meta("The partition values cannot be null or empty.");

    private static Partition Shape(Tx tx, Table table, Partition given, string name)
    {
        var partition = PartitionShape.Of(given, table, tx.Now);
        var own = PartitionShape.PlaceOf(partition.Sd?.Location);
        var parent = table.Sd?.Location;
        if (own is not null && parent is null)
        {
            throw Errors.Meta("java.io.IOException: Cannot specify location for a view partition");
        }

        partition.Sd?.Location = own ?? (parent is null ? null : Location.Below(parent, name));
        partition.Parameters!.TryAdd(TableShape.LastDdlTime, $"{tx.Now}");
        return partition;
    }

    private void Place(Tx tx, Partition partition, Table table, Dictionary<string, string> context)
    {
        if (partition.Sd?.Location is { } location)
        {
            var newDirectory = warehouse.CreateDirectory(tx, location);
            statistics.ApplyToNew(partition, table, newDirectory, context);
        }
    }
}
