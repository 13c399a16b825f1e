namespace Metastore.Storage;

/// <summary>Which migrations a database has had, and who migrates it now.</summary>
internal static class MigrationStore
{
    /// <summary>Tables that must be there before anything is known; each to be run on its own.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        """CREATE TABLE IF NOT EXISTS migrations (name TEXT COLLATE "C" NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)""",
        """CREATE TABLE IF NOT EXISTS migration_lease (id BIGINT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, expires_at BIGINT NOT NULL)""",
        """CREATE TABLE IF NOT EXISTS commit_tokens (id BYTEA NOT NULL PRIMARY KEY, at BIGINT NOT NULL)""",
    ];

    public static Task<List<string>> ListAsync(Tx tx, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT name FROM migrations ORDER BY name", null, ct);

    /// <summary>Whether there is any; a lookup of one key, which every way to read can answer.</summary>
    public static async Task<bool> ExistsAsync(Tx tx, CancellationToken ct) =>
        await tx.SingleOrDefaultAsync<string>("SELECT name FROM migrations WHERE name = @name", new { name = Migrator.Files[0] }, ct) is not null;

    public static Task AddAsync(Tx tx, string name, CancellationToken ct) =>
        tx.ExecuteAsync("INSERT INTO migrations (name, applied_at) VALUES (@name, @now)", new { name, now = tx.Now }, ct);

    /// <summary>Takes or prolongs the lease until that time, in milliseconds since 1970; false if another holds it.</summary>
    public static async Task<bool> TakeLeaseAsync(Tx tx, string holder, long expiresAt, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO migration_lease (id, holder, expires_at) VALUES (1, @holder, @expiresAt)
        ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
        WHERE migration_lease.holder = @holder OR migration_lease.expires_at < @now
        """,
        new { holder, expiresAt, now = tx.NowMillis },
        ct) == 1;

    public static Task ReleaseLeaseAsync(Tx tx, string holder, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM migration_lease WHERE holder = @holder", new { holder }, ct);
}
