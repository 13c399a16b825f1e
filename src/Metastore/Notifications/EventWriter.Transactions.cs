using Metastore.Compactions;
using Metastore.Storage;

namespace Metastore.Notifications;

/// <summary>Transactions, which belong to no database and no catalog.</summary>
internal sealed partial class EventWriter
{
    /// <summary>Transactions of following ids were opened; those that only read are not told of.</summary>
    public Task TransactionsOpenedAsync(Tx tx, long first, long last, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.OpenTransaction, new EventMessage(tx.Now).Text("txnIds", null).Number("fromTxnId", first).Number("toTxnId", last)), ct);

    public Task TransactionCommittedAsync(Tx tx, long id, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, Of(EventTypes.CommitTransaction, new EventMessage(tx.Now).Number("txnid", id)), ct);

    /// <summary>A compaction was committed with the transaction that it ran in.</summary>
    public async Task CompactionCommittedAsync(Tx tx, long txnId, CancellationToken ct)
    {
        if (IsOn && await CompactionStore.FindOfTransactionAsync(tx, txnId, ct) is { } row)
        {
            await AddAsync(tx, Of(row, new EventMessage(tx.Now).Number("txnid", txnId)), ct);
        }
    }

    public Task TransactionsAbortedAsync(Tx tx, List<long> ids, CancellationToken ct) => !IsOn || ids.Count == 0 ? Nothing : AddAsync(
        tx, ids.ConvertAll(id => Of(EventTypes.AbortTransaction, new EventMessage(tx.Now).Number("txnid", id))), ct);

    public Task WriteIdsAllocatedAsync(Tx tx, string database, string table, List<TxnToWriteId> allocated, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx,
        new OutboxEvent(
            EventTypes.AllocateWriteIds,
            null,
            database,
            table,
            new EventMessage(tx.Now)
                .Text("dbName", database)
                .Text("tableName", table)
                .Numbers("txnIdList", allocated.Select(one => one.TxnId))
                .Numbers("writeIdList", allocated.Select(one => one.WriteId))),
        ct);

    private static OutboxEvent Of(CompactionRow row, EventMessage message) => new(
        EventTypes.CommitCompaction,
        null,
        row.Database,
        row.TableName,
        message
            .Number("compactionId", row.Id)
            .Text("type", row.Type.ToString())
            .Text("dbname", row.Database)
            .Text("tableName", row.TableName)
            .Text("partName", row.PartitionName.Length > 0 ? row.PartitionName : null));

    // Hive 3 has these texts where there is no database and no table.
    private OutboxEvent Of(string type, EventMessage message) =>
        options.Value.Format == MessageFormat.Gzip ? new(type, null, null, null, message) : new(type, null, "null", " ", message);
}
