using Metastore.Storage;

namespace Metastore.Catalogs;

/// <summary>The catalogs' rows.</summary>
internal static class CatalogStore
{
    public static Task<CatalogRow?> FindAsync(Tx tx, string name, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<CatalogRow>("SELECT name, payload FROM catalogs WHERE name = @name", new { name }, ct);

    /// <summary>All names, ascending.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT name FROM catalogs ORDER BY name", null, ct);

    /// <summary>Counts the objects of all catalogs.</summary>
    public static async Task<CatalogSize> CountAsync(Tx tx, CancellationToken ct) => new(
        await tx.SingleOrDefaultAsync<long>("SELECT count(*) FROM databases", null, ct),
        await tx.SingleOrDefaultAsync<long>("SELECT count(*) FROM tables", null, ct),
        await tx.SingleOrDefaultAsync<long>("SELECT count(*) FROM partitions", null, ct));

    /// <summary>Adds the catalog; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, CatalogRow row, CancellationToken ct) => await tx.ExecuteAsync(
        """
        INSERT INTO catalogs (name, version, payload)
        VALUES (@Name, 1, @Payload)
        ON CONFLICT DO NOTHING
        """,
        row,
        ct) == 1;

    public static Task UpdateAsync(Tx tx, CatalogRow row, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE catalogs SET payload = @Payload, version = version + 1 WHERE name = @Name", row, ct);

    public static Task DeleteAsync(Tx tx, string name, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM catalogs WHERE name = @name", new { name }, ct);
}
