using Metastore.Locks;

namespace Metastore.Transactions;

/// <summary>Tells from the locks that a transaction asks for what it is going to write.</summary>
/// <remarks>Hive <c>TxnHandler.shouldUpdateTxnComponent</c>. Partitions that are only known later are told by <c>add_dynamic_partitions</c>.</remarks>
internal static class WrittenComponents
{
    /// <exception cref="Thrift.TApplicationException">A transactional table is locked for no purpose.</exception>
    public static IReadOnlyCollection<ComponentRow> Of(LockRequest request) =>
        request.Txnid == 0 ? [] : [.. (request.Component ?? []).Where(IsWritten).Select(component => From(request.Txnid, component)).Distinct()];

    private static bool IsWritten(LockComponent component) => component.IsTransactional && component.OperationType switch
    {
        DataOperationType.INSERT or DataOperationType.UPDATE or DataOperationType.DELETE => !component.IsDynamicPartitionWrite,
        DataOperationType.SELECT or DataOperationType.NO_TXN => false,
        _ => throw Errors.Internal(),
    };

    private static ComponentRow From(long txn, LockComponent component) => new(
        txn,
        component.Dbname.ToLowerInvariant(),
        component.Tablename?.ToLowerInvariant() ?? "",
        component.Partitionname is { } partition ? LockRow.WithLowerKeys(partition) : "",
        component.OperationType);
}
