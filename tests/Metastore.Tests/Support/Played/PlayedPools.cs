using Metastore.Storage;
using Xunit;

namespace Metastore.Tests.Support.Played;

/// <summary>A metastore with small pools on a database that plays CockroachDB, for the tests of a class.</summary>
public sealed class PlayedPools : IAsyncLifetime
{
    public const int Size = 3;

    internal PlayedMetastore Played { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Played = await PlayedMetastore.CreateAsync(new("Storage:PoolSize", $"{Size}"), new("Storage:CommandTimeoutSeconds", "2"), new("Storage:WriteTimeoutSeconds", "3"));
        // A database that has all its tables is not changed at start.
        await Played.Metastore.Get<Connections>().ExecuteAloneAsync("ALTER TABLE migrations ADD COLUMN IF NOT EXISTS applied_at BIGINT", CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Played.DisposeAsync();
}
