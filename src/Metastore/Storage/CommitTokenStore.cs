using Npgsql;
using NpgsqlTypes;

namespace Metastore.Storage;

/// <summary>The tokens of committed writes, kept for as long as somebody may ask.</summary>
internal static class CommitTokenStore
{
    /// <summary>How many are removed at a time.</summary>
    public const long Batch = 5000;

    /// <summary>Touches no row, and yet fails wherever nothing can be written.</summary>
    public const string Touch = "DELETE FROM commit_tokens WHERE at < 0";

    private const string Insert = "INSERT INTO commit_tokens (id, at) VALUES ($1, $2)";

    /// <summary>The last statement of a write before its COMMIT.</summary>
    public static NpgsqlBatchCommand Add(CommitToken token) => new(Insert)
    {
        Parameters =
        {
            new NpgsqlParameter { Value = token.Id.ToByteArray(), NpgsqlDbType = NpgsqlDbType.Bytea },
            new NpgsqlParameter { Value = token.Millis, NpgsqlDbType = NpgsqlDbType.Bigint },
        },
    };

    /// <summary>
    /// Whether the write that left this token was committed. Adding the token ourselves answers for good: it waits for a commit that is still
    /// under way, and one that comes later finds the token taken and fails. Ours is a millisecond younger, so that who asks again knows it from the write's.
    /// </summary>
    public static async Task<bool> WasCommittedAsync(Tx tx, CommitToken token, CancellationToken ct) => await tx.SingleOrDefaultAsync<long>(
        """
        INSERT INTO commit_tokens (id, at)
        VALUES (@id, @at)
        ON CONFLICT (id) DO UPDATE SET at = commit_tokens.at
        RETURNING at
        """,
        new { id = token.Id.ToByteArray(), at = token.Millis + 1 },
        ct) == token.Millis;

    /// <inheritdoc cref="Touch"/>
    public static Task TouchAsync(Tx tx, CancellationToken ct) => tx.ExecuteAsync(Touch, null, ct);

    /// <summary>Removes tokens older than <paramref name="millis"/>, at most <see cref="Batch"/>, and returns how many.</summary>
    public static Task<int> RemoveOldAsync(Tx tx, long millis, CancellationToken ct) => tx.ExecuteAsync(
        "DELETE FROM commit_tokens WHERE id IN (SELECT id FROM commit_tokens WHERE at < @millis ORDER BY at LIMIT @batch)",
        new { millis, batch = Batch },
        ct);
}
