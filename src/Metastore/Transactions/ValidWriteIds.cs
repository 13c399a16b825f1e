namespace Metastore.Transactions;

/// <summary>Turns what a reader sees of the transactions into what it sees of a table's writes.</summary>
internal static class ValidWriteIds
{
    /// <summary>The highest write id to read, and those below it to leave out, ascending. The rows are the table's write ids, ascending.</summary>
    /// <remarks>Hive <c>GetValidWriteIdsForTableFunction</c>.</remarks>
    public static TableValidWriteIds Of(string name, IReadOnlyList<WriteIdRow> rows, TransactionSnapshot snapshot)
    {
        var ids = rows.Where(row => row.WriteId != 0).ToList();
        var (last, settled) = rows.Count > 0 ? (rows[0].Last, rows[0].Settled) : (0, 0);
        var begun = ids.Where(row => row.TxnId <= snapshot.Highest).Select(row => row.WriteId).Append(settled).Max();
        var highest = begun > 0 ? begun : last;
        var hidden = ids.FindAll(row => row.WriteId <= highest && !snapshot.Sees(row.TxnId));
        var open = hidden.Find(row => !snapshot.IsAborted(row.TxnId));

        // Where nothing is to be seen above the first one hidden, Hive says no more than that one.
        if (hidden.Count > 0 && settled < hidden[0].WriteId && !ids.Exists(row => row.WriteId <= highest && snapshot.Sees(row.TxnId)))
        {
            (highest, hidden) = (hidden[0].WriteId, [hidden[0]]);
        }

        var valid = new TableValidWriteIds(name, highest, hidden.ConvertAll(row => row.WriteId), AbortedBits.Of(hidden.ConvertAll(row => snapshot.IsAborted(row.TxnId))));
        if (open is not null)
        {
            valid.MinOpenWriteId = open.WriteId;
        }

        return valid;
    }
}
