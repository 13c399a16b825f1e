using System.Transactions;
using Metastore.Storage;
using Metastore.Tests.Support.Played;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>What Npgsql is told, as a server that plays CockroachDB sees it; where nothing is to be seen, as the connection string has it.</summary>
public sealed class NpgsqlSettingsTests(PlayedPools pools) : IClassFixture<PlayedPools>
{
    private PlayedCockroach Cockroach => pools.Played.Cockroach;

    private ThriftHiveMetastore.IAsync Handler => pools.Played.Metastore.Handler;

    private IEnumerable<string> Texts => pools.Played.SentAtStart.Concat(Cockroach.Sent).Select(statement => statement.Sql);

    [Fact]
    public void No_types_are_loaded_and_Kerberos_is_not_asked_for()
    {
        Assert.NotEmpty(pools.Played.SentAtStart);
        Assert.DoesNotContain(Texts, text => text.Contains("pg_type", StringComparison.Ordinal) || text.Contains("pg_catalog", StringComparison.Ordinal));
        Assert.Equal(0, Cockroach.GssRequests);
    }

    [Fact]
    public async Task A_connection_is_not_reset_when_it_is_used_again()
    {
        for (var i = 0; i < 2 * PlayedPools.Size; i++)
        {
            await Handler.create_database(new Database { Name = $"d{i}" });
            await Handler.get_database($"d{i}");
        }

        Assert.DoesNotContain(Texts, text => text.StartsWith("DISCARD", StringComparison.Ordinal) || text.StartsWith("RESET", StringComparison.Ordinal)
            || text.StartsWith("SET ", StringComparison.Ordinal) || text.StartsWith("CLOSE", StringComparison.Ordinal) || text.StartsWith("UNLISTEN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_statement_is_prepared_once_on_a_connection()
    {
        Cockroach.Clear();
        for (var i = 0; i < 3 * PlayedPools.Size; i++)
        {
            await Handler.get_database("default");
        }

        var reads = Cockroach.Sent.Where(statement => statement.Sql.Contains("FROM databases", StringComparison.Ordinal)).ToList();
        Assert.Equal(3 * PlayedPools.Size, reads.Count);
        Assert.All(reads, statement => Assert.NotEqual("", statement.Name));
        Assert.All(reads.GroupBy(statement => statement.Connection), connection => Assert.Single(connection.Select(statement => statement.Name).Distinct()));
    }

    [Fact]
    public async Task Each_pool_has_its_name_and_is_filled_at_start()
    {
        string[] names = ["metastore reads", "metastore stale reads", "metastore writes"];
        await EventuallyAsync(() => names.All(pool => Ever(pool) == PlayedPools.Size));
        Assert.Contains(Cockroach.Ever, connection => Name(connection) == "metastore schema");
        Assert.Equal(0, Open("metastore schema"));
    }

    [Fact]
    public void Statements_are_limited_by_the_server_but_for_changes_of_the_schema() => Assert.All(
        Cockroach.Ever,
        connection => Assert.Equal(
            Name(connection) switch
            {
                "metastore schema" => "-c statement_timeout=0",
                "metastore touch" => "-c statement_timeout=1000",
                "metastore writes" => "-c statement_timeout=3000 -c lock_timeout=2000",
                _ => "-c statement_timeout=2000",
            },
            connection.Parameters["options"]));

    [Fact]
    public async Task A_slow_read_is_left_alone_and_not_cancelled()
    {
        await using var impatient = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Reads:Deadline", "00:00:00.3"));
        impatient.Cockroach.Set(new Fault(statement => !statement.IsStale, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(1) });
        await impatient.Metastore.Handler.get_database("default");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(0, impatient.Cockroach.CancelRequests);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_does_not_empty_its_pool()
    {
        await EventuallyAsync(() => Ever("metastore writes") == PlayedPools.Size);
        Cockroach.Set(new Fault(statement => statement.IsNewDatabase, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(10), Times = 1 });
        // Nor is it sent again: whoever asked has waited long enough.
        await Assert.ThrowsAsync<MetaException>(() => Handler.create_database(new Database { Name = "late" }));
        Assert.InRange(Open("metastore writes"), PlayedPools.Size - 1, PlayedPools.Size);
        Assert.Equal(PlayedPools.Size, Ever("metastore writes"));
    }

    [Fact]
    public async Task An_ambient_transaction_is_not_joined()
    {
        Cockroach.Clear();
        using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
        await Handler.get_database("default");
        Assert.DoesNotContain(Cockroach.Sent, statement => statement.Sql.StartsWith("BEGIN", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_wire_does_not_show_is_set()
    {
        var (reads, stale) = (Settings("reads", ""), Settings(PostgresSources.Stale, ""));
        Assert.InRange(reads.ConnectionLifetime, 300, 1800);
        Assert.Equal(0, stale.ConnectionLifetime);
        Assert.NotEqual(1, Enumerable.Range(0, 20).Select(_ => Settings("reads", "").ConnectionLifetime).Distinct().Count());
        Assert.Equal((16, 16), (reads.MinPoolSize, reads.MaxPoolSize));
        Assert.Equal((30, -1, 32768), (reads.KeepAlive, reads.CancellationTimeout, reads.ReadBufferSize));
        Assert.False(reads.Multiplexing);
        Assert.Equal(GssEncryptionMode.Disable, reads.GssEncryptionMode);
    }

    [Fact]
    public void What_the_operator_sets_is_kept()
    {
        var settings = Settings("reads", "Maximum Pool Size=5;Connection Lifetime=60;Application Name=x;Options=-c search_path=s;Keepalive=3");
        Assert.Equal((5, 5, 60, "x", 3), (settings.MinPoolSize, settings.MaxPoolSize, settings.ConnectionLifetime, settings.ApplicationName, settings.KeepAlive));
        Assert.Equal((20, 20), (Settings("reads", "Maximum Pool Size=20").MinPoolSize, Settings("reads", "Maximum Pool Size=20").MaxPoolSize));
        Assert.Equal("-c search_path=s -c statement_timeout=30000", settings.Options);
    }

    private static NpgsqlConnectionStringBuilder Settings(string purpose, string given)
    {
        using var source = PostgresSources.Create(new StorageOptions { ConnectionString = $"Host=localhost;{given}" }, purpose, TargetSessionAttributes.Any, NullLoggerFactory.Instance);
        return new NpgsqlConnectionStringBuilder(source.ConnectionString);
    }

    private static string Name(PlayedConnection connection) => connection.Parameters["application_name"];

    private static async Task EventuallyAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 100 && !isSo(); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(isSo(), "not so after 5 s");
    }

    private int Ever(string pool) => Cockroach.Ever.Count(connection => Name(connection) == pool);

    private int Open(string pool) => Cockroach.Open.Count(connection => Name(connection) == pool);
}
