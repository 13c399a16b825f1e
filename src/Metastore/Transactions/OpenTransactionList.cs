namespace Metastore.Transactions;

/// <summary>All transactions at one moment: the highest id given out, and those that are not committed, by id.</summary>
internal sealed record OpenTransactionList(long Highest, IReadOnlyList<TransactionRow> Unfinished)
{
    /// <remarks>Hive <c>OpenTxnList.toOpenTxnsResponse</c>: the least open one counts whatever its type.</remarks>
    public GetOpenTxnsResponse ToResponse(IReadOnlyCollection<TxnType> excluded)
    {
        var rows = Unfinished.Where(row => !excluded.Contains(row.Type)).ToList();
        var response = new GetOpenTxnsResponse(Highest)
        {
            Open_txns = rows.ConvertAll(row => row.Id),
            AbortedBits = AbortedBits.Of(rows.ConvertAll(row => row.State == TxnState.ABORTED)),
        };
        if (Unfinished.FirstOrDefault(row => row.State == TxnState.OPEN) is { } least)
        {
            response.Min_open_txn = least.Id;
        }

        return response;
    }
}
