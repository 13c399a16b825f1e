namespace Metastore.Transactions;

/// <summary>What is refused to a transaction for the state that it is in; null is one that there is not.</summary>
internal static class TransactionStates
{
    /// <exception cref="NoSuchTxnException">There is none of that id, any more.</exception>
    /// <exception cref="TxnAbortedException">It is aborted.</exception>
    public static void RequireNotAborted(this TxnState? state, long id)
    {
        if (state is null)
        {
            throw Errors.NoSuchTransaction($"No such transaction txnid:{id}");
        }

        if (state == TxnState.ABORTED)
        {
            throw Errors.TransactionAborted($"Transaction txnid:{id} already aborted");
        }
    }
}
