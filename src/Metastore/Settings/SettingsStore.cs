using Metastore.Storage;

namespace Metastore.Settings;

/// <summary>Facts about this metastore as a whole, by name.</summary>
internal static class SettingsStore
{
    public static Task<string?> FindAsync(Tx tx, string name, CancellationToken ct) =>
        tx.SingleOrDefaultAsync<string>("SELECT value FROM properties WHERE name = @name", new { name }, ct);

    /// <summary>Keeps the value unless there is one.</summary>
    public static Task AddAsync(Tx tx, string name, string value, CancellationToken ct) =>
        tx.ExecuteAsync("INSERT INTO properties (name, value) VALUES (@name, @value) ON CONFLICT DO NOTHING", new { name, value }, ct);
}
