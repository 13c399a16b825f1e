using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Notifications;

/// <summary>Tables, and what clients tell of their data.</summary>
internal sealed partial class EventWriter
{
    public Task TableCreatedAsync(Tx tx, Table table, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.CreateTable, table, About(tx, table).Struct("tableObjJson", table).Texts("files", IsExternal(table) ? [] : FilesIn(table.Sd))), ct);

    public Task TableAlteredAsync(Tx tx, TableRow before, Table after, CancellationToken ct) => !IsOn ? Nothing : AddAsync(tx, Altered(tx, before.ToTable(), after, false), ct);

    /// <summary>A table that was emptied: as Hive has it, one event for that, and one for the statistics that became those of nothing.</summary>
    public Task TableTruncatedAsync(Tx tx, TableRow before, Table after, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, [Altered(tx, before.ToTable(), after, true), Altered(tx, before.ToTable(), after, false)], ct);

    public Task TablesDroppedAsync(Tx tx, List<TableRow> tables, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, tables.ConvertAll(row => row.ToTable()).ConvertAll(table => Of(EventTypes.DropTable, table, About(tx, table).Struct("tableObjJson", table))), ct);

    /// <summary>A client has written files into the table or into one partition of each; the events' ids in the outbox.</summary>
    public Task<List<long>> InsertedAsync(Tx tx, Table table, List<(Partition? Partition, InsertEventRequestData Data)> inserts, CancellationToken ct) => AddAsync(
        tx,
        inserts.ConvertAll(insert => Of(
            EventTypes.Insert,
            table,
            About(tx, table)
                .Struct("tableObjJson", table)
                .Struct("ptnObjJson", insert.Partition)
                .Flag("replace", insert.Data.Replace)
                .Texts("files", InsertedFiles.Of(insert.Data)))),
        ct);

    /// <summary>A client wants everybody to read the table, or partitions of it, anew; the event's id in the outbox.</summary>
    public Task<List<long>> ReloadedAsync(Tx tx, Table table, Partition? partition, List<Partition>? partitions, bool isRefresh, CancellationToken ct)
    {
        var message = About(tx, table).Struct("tableObjJson", table).Struct("ptnObjJson", partition).Flag("refreshEvent", isRefresh);
        return AddAsync(tx, Of(EventTypes.Reload, table, partitions is null ? message : message.Structs("partitionListJson", partitions)), ct);
    }

    private static bool IsExternal(Table table) => TableShape.IsExternal(table.Parameters);

    // Those that are there already belong to the new object, and who copies it needs them.
    private IEnumerable<string> FilesIn(StorageDescriptor? descriptor) => InsertedFiles.Of(warehouse.ListFiles(descriptor?.Location), null);

    // The message has the old name, the event the new one.
    private static OutboxEvent Altered(Tx tx, Table before, Table after, bool isTruncate) => Of(
        EventTypes.AlterTable,
        after,
        About(tx, before)
            .Struct("tableObjBeforeJson", before)
            .Struct("tableObjAfterJson", after)
            .Flag("isTruncateOp", isTruncate)
            .Number("writeId", after.WriteId));
}
