using Metastore.Storage;

namespace Metastore.Tokens;

/// <summary>Rows of delegation tokens and of the master keys they are made with.</summary>
internal static class TokenStore
{
    /// <summary>Adds the token; false if there is one of that identifier.</summary>
    public static async Task<bool> AddAsync(Tx tx, string identifier, string token, CancellationToken ct) => await tx.ExecuteAsync(
        "INSERT INTO tokens (identifier, token) VALUES (@identifier, @token) ON CONFLICT DO NOTHING", new { identifier, token }, ct) == 1;

    public static Task<string?> FindAsync(Tx tx, string identifier, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<string>("SELECT token FROM tokens WHERE identifier = @identifier", new { identifier }, ct);

    public static Task<List<string>> ListIdentifiersAsync(Tx tx, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT identifier FROM tokens ORDER BY identifier", null, ct);

    public static async Task<bool> DeleteAsync(Tx tx, string identifier, CancellationToken ct) =>
        await tx.ExecuteAsync("DELETE FROM tokens WHERE identifier = @identifier", new { identifier }, ct) == 1;

    /// <summary>Adds a key and returns its number.</summary>
    public static async Task<long> AddKeyAsync(Tx tx, string secret, CancellationToken ct)
    {
        var id = await Counters.NextAsync(tx, "master_keys", ct);
        await tx.ExecuteAsync("INSERT INTO master_keys (id, secret) VALUES (@id, @secret)", new { id, secret }, ct);
        return id;
    }

    public static async Task<bool> UpdateKeyAsync(Tx tx, long id, string secret, CancellationToken ct) =>
        await tx.ExecuteAsync("UPDATE master_keys SET secret = @secret WHERE id = @id", new { id, secret }, ct) == 1;

    public static Task<List<string>> ListKeysAsync(Tx tx, CancellationToken ct) =>
        tx.QueryAsync<string>("SELECT secret FROM master_keys ORDER BY id", null, ct);

    public static async Task<bool> DeleteKeyAsync(Tx tx, long id, CancellationToken ct) =>
        await tx.ExecuteAsync("DELETE FROM master_keys WHERE id = @id", new { id }, ct) == 1;
}
