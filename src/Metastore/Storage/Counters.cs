namespace Metastore.Storage;

/// <summary>Numbers that clients see and that therefore are dense: 1, 2, 3 … A number taken by a transaction that fails is given out again.</summary>
internal static class Counters
{
    /// <summary>The counter's next number; concurrent takers wait for, or are rolled back by, the one that has it.</summary>
    public static Task<long> NextAsync(Tx tx, string name, CancellationToken ct) => AddAsync(tx, name, 1, ct);

    /// <summary>The same for several numbers; returns the last of them.</summary>
    public static Task<long> AddAsync(Tx tx, string name, long count, CancellationToken ct) => tx.SingleOrDefaultAsync<long>(
        """
        INSERT INTO counters (name, value)
        VALUES (@name, @count)
        ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value
        RETURNING value
        """,
        new { name, count },
        ct);
}
