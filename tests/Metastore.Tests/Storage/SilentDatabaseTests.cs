using System.Diagnostics;
using Metastore.Tests.Support.Played;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>A database that does not answer, or late: who waits for it, and for how long.</summary>
public sealed class SilentDatabaseTests
{
    [Fact]
    public async Task Nobody_waits_long_for_a_connection_to_a_database_that_hangs()
    {
        await using var impatient = await PlayedMetastore.CreateAsync(
            new("Reads:Deadline", "00:00:00.3"), new("Reads:StaleDeadline", "00:00:00.3"), new("Storage:WriterDeadline", "00:00:00.3"));
        impatient.Cockroach.FallSilent();
        var start = Stopwatch.GetTimestamp();
        var read = await Assert.ThrowsAsync<MetaException>(() => impatient.Metastore.Handler.get_database("default"));
        Assert.StartsWith("The metastore's database does not answer: ", read.Message, StringComparison.Ordinal);
        var write = await Assert.ThrowsAsync<MetaException>(() => impatient.Metastore.Handler.create_database(Named("a")));
        Assert.StartsWith("The metastore takes no writes now, nothing was changed", write.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(280), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_slow_login_is_waited_for_while_the_database_answers()
    {
        await using var impatient = await PlayedMetastore.CreateAsync(new("Storage:WriterDeadline", "00:00:00.1"), new("Storage:PoolSize", "1"));
        impatient.Cockroach.LoginDelay = TimeSpan.FromSeconds(0.5);
        Assert.Single(impatient.Cockroach.Open, connection => connection.Parameters["application_name"] == "metastore writes").Cut();

        await impatient.Metastore.Handler.create_database(Named("a"));

        Assert.Equal("a", (await impatient.Metastore.Handler.get_database("a")).Name);
    }

    [Fact]
    public async Task A_write_to_a_database_that_falls_silent_ends_soon_and_leaves_nothing()
    {
        await using var clocked = await PlayedMetastore.CreateAsync();
        var handler = clocked.Metastore.Handler;
        clocked.Cockroach.Set(new Fault(statement => statement.IsNewDatabase || statement.IsTouch, FaultKind.Slow) { Delay = TimeSpan.FromMinutes(1) });
        var start = Stopwatch.GetTimestamp();

        var error = await Assert.ThrowsAsync<MetaException>(() => handler.create_database(Named("silent")));

        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        Assert.StartsWith("The metastore takes no writes now, nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists($"{clocked.Metastore.WarehousePath}/silent.db"));
        clocked.Cockroach.Set();
        Assert.DoesNotContain("silent", await handler.get_all_databases());
    }

    [Fact]
    public async Task A_commit_to_a_database_that_falls_silent_is_looked_up()
    {
        await using var impatient = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Storage:CommitLookup", "00:00:01"));
        impatient.Cockroach.Set(new Fault(statement => statement.IsCommit || statement.IsTouch || statement.IsLookup, FaultKind.Slow) { Delay = TimeSpan.FromMinutes(1) });

        var error = await Assert.ThrowsAsync<MetaException>(() => impatient.Metastore.Handler.create_database(Named("a")));

        Assert.StartsWith("The database was lost while it committed, and whether this write was kept can't be learnt yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_takes_long_goes_on_while_the_database_answers_others()
    {
        await using var clocked = await PlayedMetastore.CreateAsync();
        clocked.Cockroach.Set(new Fault(statement => statement.IsNewDatabase, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(4), Times = 1 });

        await clocked.Metastore.Handler.create_database(Named("slow"));

        Assert.Single(clocked.Cockroach.Sent, statement => statement.IsNewDatabase);
    }

    [Fact]
    public async Task Many_writes_that_wait_ask_once()
    {
        await using var clocked = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Storage:PoolSize", "8"));
        clocked.Cockroach.Set(
            new Fault(statement => statement.IsNewDatabase, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(4) },
            new Fault(statement => statement.IsTouch, FaultKind.Slow) { Delay = TimeSpan.FromSeconds(0.5) });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => clocked.Metastore.Handler.create_database(Named($"d{i}"))));

        Assert.Equal(9, (await clocked.Metastore.Handler.get_all_databases()).Count);
    }

    private static Database Named(string name) => new() { Name = name, Parameters = [] };
}
