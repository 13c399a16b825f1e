using System.Globalization;

namespace Metastore.Transactions;

/// <summary>Which transactions a reader sees: those up to the highest, but for the open and the aborted ones.</summary>
/// <remarks>Hive <c>ValidReadTxnList</c>, on the wire <c>highest:least open:open,open:aborted,aborted</c>.</remarks>
internal sealed class TransactionSnapshot
{
    private readonly HashSet<long> _open;
    private readonly HashSet<long> _aborted;

    private TransactionSnapshot(long highest, IEnumerable<long> open, IEnumerable<long> aborted) => (Highest, _open, _aborted) = (highest, [.. open], [.. aborted]);

    public long Highest { get; }

    /// <summary>What all see now, or, where <paramref name="reader"/> is not 0, what that transaction sees: nothing later, and not itself as open.</summary>
    /// <remarks>Hive <c>TxnUtils.createValidReadTxnList</c>.</remarks>
    public static TransactionSnapshot Of(OpenTransactionList list, long reader = 0)
    {
        var rows = list.Unfinished.Where(row => row.Type != TxnType.READ_ONLY && (reader <= 0 || row.Id < reader)).ToLookup(row => row.State, row => row.Id);
        return new(reader > 0 ? Math.Min(reader, list.Highest) : list.Highest, rows[TxnState.OPEN], rows[TxnState.ABORTED]);
    }

    /// <exception cref="Thrift.TApplicationException">The text is not one.</exception>
    public static TransactionSnapshot Parse(string text)
    {
        var parts = text.Split(':');
        return text.Length == 0 ? new(long.MaxValue, [], [])
            : new(Number(parts[0]), Numbers(parts.ElementAtOrDefault(2)), Numbers(parts.ElementAtOrDefault(3)));
    }

    public bool Sees(long txn) => txn <= Highest && !_open.Contains(txn) && !_aborted.Contains(txn);

    public bool IsAborted(long txn) => _aborted.Contains(txn);

    private static IEnumerable<long> Numbers(string? list) => string.IsNullOrEmpty(list) ? [] : list.Split(',').Select(Number);

    private static long Number(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Errors.Internal();
}
