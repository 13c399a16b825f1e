using Metastore.Storage;

namespace Metastore.SchemaRegistry;

/// <summary>The rows of the serdes that have a name of their own; the payload is Hive's struct as clients get it.</summary>
internal static class SerdeStore
{
    public static Task<byte[]?> FindAsync(Tx tx, string name, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<byte[]>("SELECT payload FROM serdes WHERE name = @name", new { name }, ct);

    /// <summary>Adds the serde; false if there is one of that name.</summary>
    public static async Task<bool> AddAsync(Tx tx, string name, byte[] payload, CancellationToken ct) =>
        await tx.ExecuteAsync("INSERT INTO serdes (name, payload) VALUES (@name, @payload) ON CONFLICT DO NOTHING", new { name, payload }, ct) == 1;
}
