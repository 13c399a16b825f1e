using Metastore.Storage;

namespace Metastore.Types;

/// <summary>The types' rows; the payload is Hive's struct as clients get it.</summary>
internal static class TypeStore
{
    public static Task<byte[]?> FindAsync(Tx tx, string name, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<byte[]>("SELECT payload FROM types WHERE name = @name", new { name }, ct);

    /// <summary>Adds the type; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, string name, byte[] payload, CancellationToken ct) =>
        await tx.ExecuteAsync("INSERT INTO types (name, payload) VALUES (@name, @payload) ON CONFLICT DO NOTHING", new { name, payload }, ct) == 1;

    public static Task DeleteAsync(Tx tx, string name, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM types WHERE name = @name", new { name }, ct);
}
