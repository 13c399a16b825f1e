using Xunit;

namespace Metastore.Tests.Support.Played;

/// <summary>A metastore with small pools on a database that plays CockroachDB, for the tests of a class.</summary>
public sealed class PlayedPools : IAsyncLifetime
{
    public const int Size = 3;

    internal PlayedMetastore Played { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Played = await PlayedMetastore.CreateAsync(new("Storage:PoolSize", $"{Size}"), new("Storage:CommandTimeoutSeconds", "2"));

    public ValueTask DisposeAsync() => Played.DisposeAsync();
}
