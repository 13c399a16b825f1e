using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Notifications;

/// <summary>Partitions: one event for those that are added together, one for each that is changed or dropped.</summary>
internal sealed partial class EventWriter
{
    public Task PartitionsAddedAsync(Tx tx, Table table, List<(string Name, Partition Partition)> added, CancellationToken ct) => !IsOn || added.Count == 0 ? Nothing : AddAsync(
        tx,
        Of(
            EventTypes.AddPartition,
            table,
            About(tx, table)
                .Struct("tableObjJson", table)
                .Maps("partitions", added.Select(one => KeysOf(table, one.Partition)))
                .Structs("partitionListJson", added.Select(one => one.Partition))
                .PartitionFiles("partitionFiles", IsExternal(table) ? [] : added.Select(one => (one.Name, FilesIn(table, one.Partition))))),
        ct);

    public Task PartitionsAlteredAsync(Tx tx, Table table, IEnumerable<(Partition Before, Partition After)> changed, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, [.. changed.Select(one => Altered(tx, table, one.Before, one.After, false))], ct);

    /// <summary>Partitions that were emptied: as for a table, two events for each.</summary>
    public Task PartitionsTruncatedAsync(Tx tx, Table table, List<Partition> before, List<Partition> after, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx,
        [.. before.Zip(after).SelectMany(one => (OutboxEvent[])[Altered(tx, table, one.First, one.Second, true), Altered(tx, table, one.First, one.Second, false)])],
        ct);

    public Task PartitionsDroppedAsync(Tx tx, TableRow row, List<PartitionRow> dropped, CancellationToken ct) => !IsOn ? Nothing : DroppedAsync(tx, row.ToTable(), dropped, ct);

    private Task<List<long>> DroppedAsync(Tx tx, Table table, List<PartitionRow> dropped, CancellationToken ct) => AddAsync(
        tx,
        dropped.ConvertAll(row => Of(EventTypes.DropPartition, table, About(tx, table).Struct("tableObjJson", table).Maps("partitions", [KeysOf(table, row.Name)]))),
        ct);

    // Files of transactions are told of when these write them.
    private IEnumerable<string> FilesIn(Table table, Partition partition) => TransactionalRules.IsTransactional(table.Parameters) ? [] : FilesIn(partition.Sd);

    private static OutboxEvent Altered(Tx tx, Table table, Partition before, Partition after, bool isTruncate) => Of(
        EventTypes.AlterPartition,
        table,
        About(tx, table)
            .Struct("tableObjJson", table)
            .Map("keyValues", KeysOf(table, before))
            .Struct("partitionObjBeforeJson", before)
            .Struct("partitionObjAfterJson", after)
            .Flag("isTruncateOp", isTruncate)
            .Number("writeId", after.WriteId));

    private static IEnumerable<KeyValuePair<string, string>> KeysOf(Table table, Partition partition) => KeysOf(table, partition.Values ?? []);

    private static IEnumerable<KeyValuePair<string, string>> KeysOf(Table table, string name) =>
        KeysOf(table, PartitionName.ReadValues(name, table.PartitionKeys ?? [], Errors.Meta));

    private static IEnumerable<KeyValuePair<string, string>> KeysOf(Table table, List<string> values) =>
        (table.PartitionKeys ?? []).Zip(values, (key, value) => KeyValuePair.Create(key.Name!, value));
}
