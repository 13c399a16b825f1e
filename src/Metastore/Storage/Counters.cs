namespace Metastore.Storage;

/// <summary>Numbers that clients see and that therefore are dense: 1, 2, 3 … A number taken by a transaction that fails is given out again.</summary>
internal static class Counters
{
    /// <summary>The counter's next number; concurrent takers wait for, or are rolled back by, the one that has it.</summary>
    public static Task<long> NextAsync(Tx tx, string name, CancellationToken ct) => TakeAsync(tx, name, 1, ct);

    /// <summary>The last of the counter's next <paramref name="count"/> numbers.</summary>
    /// <inheritdoc cref="NextAsync"/>
    public static Task<long> TakeAsync(Tx tx, string name, long count, CancellationToken ct) => tx.SingleOrDefaultAsync<long>(
        """
        INSERT INTO counters (name, value)
        VALUES (@name, @count)
        ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value
        RETURNING value
        """,
        new { name, count },
        ct);
}
