namespace Metastore.Storage;

/// <summary>Which migrations a database has had.</summary>
internal static class MigrationStore
{
    public static Task CreateAsync(Tx tx, CancellationToken ct) => tx.ExecuteAsync(
        tx.Dialect.Ddl("""CREATE TABLE IF NOT EXISTS migrations (name TEXT COLLATE "C" NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)"""),
        null,
        ct);

    public static Task<List<string>> ListAsync(Tx tx, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT name FROM migrations ORDER BY name", null, ct);

    public static Task AddAsync(Tx tx, string name, CancellationToken ct) =>
        tx.ExecuteAsync("INSERT INTO migrations (name, applied_at) VALUES (@name, @now)", new { name, now = tx.Now }, ct);
}
