using Metastore.Storage;

namespace Metastore.Tokens;

/// <summary>A shared store of delegation tokens and master keys, which HiveServer2 uses. This server makes no tokens of its own.</summary>
internal sealed class TokenService(Db db)
{
    /// <summary>Keeps a token; false if there is one of that identifier.</summary>
    public Task<bool> AddAsync(string? identifier, string? token, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(token);
        return db.InTransactionAsync(tx => TokenStore.AddAsync(tx, identifier, token, ct), ct);
    }

    /// <summary>The token; an empty text if there is none.</summary>
    public async Task<string> GetAsync(string? identifier, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return await db.ReadAsync(tx => TokenStore.FindAsync(tx, identifier, ct), ct) ?? "";
    }

    public Task<List<string>> ListIdentifiersAsync(CancellationToken ct) => db.ReadAsync(tx => TokenStore.ListIdentifiersAsync(tx, ct), ct);

    /// <summary>Removes a token; false if there is none.</summary>
    public Task<bool> RemoveAsync(string? identifier, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return db.InTransactionAsync(tx => TokenStore.DeleteAsync(tx, identifier, ct), ct);
    }

    /// <summary>Keeps a master key and returns its number, from 1.</summary>
    public async Task<int> AddKeyAsync(string? secret, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return (int)await db.InTransactionAsync(tx => TokenStore.AddKeyAsync(tx, secret, ct), ct);
    }

    /// <exception cref="MetaException">There is none of that number; Hive wraps the error that it declares.</exception>
    public async Task UpdateKeyAsync(int id, string? secret, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!await db.InTransactionAsync(tx => TokenStore.UpdateKeyAsync(tx, id, secret, ct), ct))
        {
            throw Errors.Meta($"NoSuchObjectException(message:No key found with keyId: {id})");
        }
    }

    public Task<List<string>> ListKeysAsync(CancellationToken ct) => db.ReadAsync(tx => TokenStore.ListKeysAsync(tx, ct), ct);

    /// <summary>Removes a master key; false if there is none of that number.</summary>
    public Task<bool> RemoveKeyAsync(int id, CancellationToken ct) => db.InTransactionAsync(tx => TokenStore.DeleteKeyAsync(tx, id, ct), ct);
}
