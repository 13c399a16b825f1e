using Metastore.Tests.Support;
using Metastore.Tests.Support.Played;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Metastore.Tests.Rpc;

/// <summary>Reads of a database that answers in no way at all.</summary>
public sealed class LastAnswersTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private TestDatabase _database = null!;
    private PlayedCockroach _cockroach = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        _database = await TestDatabase.CreateAsync(Store.Postgres, "");
        _cockroach = PlayedCockroach.Before(_database.Settings["Storage:ConnectionString"]!);
    }

    public async ValueTask DisposeAsync()
    {
        await _cockroach.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task What_was_answered_before_is_answered_again_until_something_was_written()
    {
        await using var host = await StartAsync(64 << 20);
        using var client = await host.ClientAsync();
        await client.create_database(new Database { Name = Sample.Database }, Ct);
        await client.create_table(Sample.Table("t"), Ct);
        var table = await client.get_table(Sample.Database, "t", Ct);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => client.get_table(Sample.Database, "missing", Ct));

        _cockroach.GoAway();
        Assert.Equal($"{table}", $"{await client.get_table(Sample.Database, "t", Ct)}");
        Assert.Contains(host.Log.From(LogLevel.Debug), line => line.Contains("get_table is answered as it was", StringComparison.Ordinal));
        await Assert.ThrowsAsync<MetaException>(() => client.get_table(Sample.Database, "missing", Ct));
        await Assert.ThrowsAsync<MetaException>(() => client.get_database(Sample.Database, Ct));
        await Assert.ThrowsAsync<MetaException>(() => client.create_table(Sample.Table("u"), Ct));

        Assert.Equal($"{table}", $"{await client.get_table(Sample.Database, "t", Ct)}");
    }

    [Fact]
    public async Task What_was_answered_before_a_write_is_not_answered_again()
    {
        await using var host = await StartAsync(64 << 20);
        using var client = await host.ClientAsync();
        await client.get_database("default", Ct);
        await client.create_database(new Database { Name = "a" }, Ct);
        await client.get_all_databases(Ct);
        await client.set_ugi("ann", [], Ct);
        _cockroach.GoAway();
        await Assert.ThrowsAsync<MetaException>(() => client.get_database("default", Ct));
        Assert.Equal(["a", "default"], await client.get_all_databases(Ct));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(12_000, 15, 70)]
    [InlineData(64 << 20, 100, 100)]
    public async Task No_more_is_kept_than_allowed(int bytes, int least, int most)
    {
        await using var host = await StartAsync(bytes);
        using var client = await host.ClientAsync();
        for (var i = 0; i < 100; i++)
        {
            await client.get_databases($"d*|{i}", Ct);
        }

        _cockroach.GoAway();
        var answered = 0;
        for (var i = 99; i >= 0; i--)
        {
            answered += await IsAnsweredAsync(client, $"d*|{i}") ? 1 : 0;
        }

        Assert.InRange(answered, least, most);
    }

    private static async Task<bool> IsAnsweredAsync(ThriftHiveMetastore.Client client, string pattern)
    {
        try
        {
            await client.get_databases(pattern, Ct);
            return true;
        }
        catch (MetaException)
        {
            return false;
        }
    }

    private Task<RpcHost> StartAsync(int bytes) => RpcHost.StartAsync(
        ("Storage:Provider", "Postgres"),
        ("Storage:ConnectionString", _cockroach.ConnectionString),
        ("Storage:PoolSize", "4"),
        ("Reads:Pause", $"{Pause}"),
        ("Reads:LastAnswersBytes", $"{bytes}"));
}
