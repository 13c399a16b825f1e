using Metastore.Compactions;
using Metastore.Storage;
using Metastore.Transactions;

namespace Metastore.Notifications;

/// <summary>Transactions, which belong to no database and no catalog. Those that only read are not told of.</summary>
internal sealed partial class EventWriter
{
    /// <summary>Transactions of following ids were opened.</summary>
    public Task TransactionsOpenedAsync(Tx tx, long first, long last, TxnType type, CancellationToken ct) => !Tells(type) ? Nothing : AddAsync(
        tx, Of(EventTypes.OpenTransaction, new EventMessage(tx.Now).Text("txnIds", null).Number("fromTxnId", first).Number("toTxnId", last)), ct);

    /// <summary>A transaction was committed, and with it the compaction that ran in it.</summary>
    public async Task TransactionCommittedAsync(Tx tx, long id, TxnType type, CancellationToken ct)
    {
        if (Tells(type))
        {
            await AddAsync(tx, Of(EventTypes.CommitTransaction, new EventMessage(tx.Now).Number("txnid", id)), ct);
            if (type is TxnType.COMPACTION or TxnType.REBALANCE_COMPACTION && await CompactionStore.FindOfTransactionAsync(tx, id, ct) is { } row)
            {
                await AddAsync(tx, Of(row, new EventMessage(tx.Now).Number("txnid", id)), ct);
            }
        }
    }

    public Task TransactionsAbortedAsync(Tx tx, List<AbortedRow> aborted, CancellationToken ct) => !IsOn ? Nothing : AddAsync(
        tx, aborted.FindAll(row => Tells(row.Type)).ConvertAll(row => Of(EventTypes.AbortTransaction, new EventMessage(tx.Now).Number("txnid", row.Id))), ct);

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

    private bool Tells(TxnType type) => IsOn && type != TxnType.READ_ONLY;

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

    private static OutboxEvent Of(string type, EventMessage message) => new(type, null, null, null, message);
}
