using Metastore.Names;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tables;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>Takes partitions, with their files, from one table to another of the same columns (<c>HMSHandler.exchange_partitions</c>).</summary>
internal sealed class ExchangePartitions(Db db, NewPartitions newPartitions, PartitionRelocation relocation, PartitionFiles files, EventWriter events)
{
    /// <summary>The partitions of a spec, as they are afterwards, by name.</summary>
    /// <exception cref="MetaException">A table is missing, the tables don't fit, there are no such partitions, or the other table has one of them.</exception>
    public Task<List<Partition>> RunAsync(
        Dictionary<string, string>? spec, string? database, string? table, string? toDatabase, string? toTable, CancellationToken ct)
    {
        if (spec is null || ParsedDatabase.Parse(database).Database is null || table is null || ParsedDatabase.Parse(toDatabase).Database is null || toTable is null)
        {
            throw Errors.Meta("The DB and table name for the source and destination tables, and the partition specs must not be null.");
        }

        var (from, to) = (TableName.Parse(database, table), TableName.Parse(toDatabase, toTable));
        return from.Catalog != to.Catalog
            ? throw Errors.Meta("You cannot move a partition across catalogs")
            : db.InTransactionAsync(
                async tx =>
                {
                    var target = await TableStore.FindAsync(tx, to, ct) ?? throw Errors.Meta($"The destination table {to} not found");
                    var source = await TableStore.FindAsync(tx, from, ct) ?? throw Errors.Meta($"The source table {from} not found");
                    return await ExchangeAsync(tx, source, target, spec, ct);
                },
                ct);
    }

    /// <summary>As <see cref="RunAsync"/>; the answer is an empty struct, as Hive's is.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<Partition> RunFirstAsync(
        Dictionary<string, string>? spec, string? database, string? table, string? toDatabase, string? toTable, CancellationToken ct)
    {
        await RunAsync(spec, database, table, toDatabase, toTable, ct);
        return new() { CreateTime = 0, LastAccessTime = 0 };
    }

    private async Task<List<Partition>> ExchangeAsync(Tx tx, TableRow source, TableRow target, Dictionary<string, string> given, CancellationToken ct)
    {
        var (from, to) = (source.ToTable(), target.ToTable());
        var spec = new ExchangeSpec(given, from.PartitionKeys ?? []);
        var wanted = spec.Partitions;
        var rows = (await PartitionStore.ListAsync(tx, source.Id, wanted.Range, -1, ct)).FindAll(row => wanted.Matches(row.Name));
        if (rows.Count == 0)
        {
            throw Errors.Meta($"No partition is found with the values {spec} for the table {source.Name}");
        }

        RequireSame(from, to);
        spec.RequireDirectory();
        var names = rows.ConvertAll(row => row.Name);
        if (await PartitionWriteStore.ListExistingAsync(tx, target.Id, names, ct) is [var existing, ..])
        {
            throw Errors.Meta($"The partition {existing} already exists in the table {target.Name}");
        }

        var partitions = await PartitionReader.ReadAsync(tx, from, rows, ct);
        var left = rows.Zip(partitions, (row, partition) => Move(tx, row.Name, partition, from, to)).ToList();
        tx.AfterCommit(left.Count, () => files.DeleteEmptyParents(left, from.Sd!.Location!, from.PartitionKeys!.Count));
        await PartitionWriteStore.DeleteAsync(tx, source.Id, names, ct);
        await newPartitions.InsertAsync(tx, target, to, [.. names.Zip(partitions)], ct);
        await events.PartitionsDroppedAsync(tx, source, rows, ct);
        return partitions;
    }

    private string Move(Tx tx, string name, Partition partition, Table from, Table to)
    {
        if (from.Sd?.Location is not { } root || to.Sd?.Location is not { } toRoot || partition.Sd!.Location is not { } place || place != Location.Below(root, name))
        {
            throw Errors.Meta($"The partition {name} of the table {from.TableName} does not lie in the table's directory");
        }

        var toPlace = Location.Below(toRoot, name);
        relocation.Move(tx, place, toPlace, Errors.Meta);
        (partition.DbName, partition.TableName, partition.Sd.Location) = (to.DbName, to.TableName, toPlace);
        return place;
    }

    private static void RequireSame(Table from, Table to)
    {
        if (!AreSame(from.Sd?.Cols, to.Sd?.Cols) || !AreSame(from.PartitionKeys, to.PartitionKeys))
        {
            throw Errors.Meta("The tables have different schemas. Their partitions cannot be exchanged.");
        }
    }

    private static bool AreSame(List<FieldSchema>? columns, List<FieldSchema>? others) =>
        (columns ?? []).Select(column => (column.Name, column.Type)).SequenceEqual((others ?? []).Select(column => (column.Name, column.Type)));
}
