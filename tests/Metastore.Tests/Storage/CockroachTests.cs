using System.Diagnostics;
using Metastore.Storage;
using Metastore.Tests.Support.Played;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>Each rule about consistency and failure, against a server that plays CockroachDB's ways.</summary>
public sealed class CockroachTests : IAsyncLifetime
{
    // How long a way to read or write is left alone goes by this clock.
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private PlayedMetastore played = null!;

    private ThriftHiveMetastore.IAsync Handler => played.Metastore.Handler;

    public async ValueTask InitializeAsync() => played = await PlayedMetastore.WithClockAsync(clock);

    public ValueTask DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task The_server_is_recognised_by_asking_it()
    {
        Assert.Same(Dialect.Cockroach, played.Metastore.Get<Connections>().Dialect);
        await Handler.create_database(Named("a"));
        Assert.Equal("a", (await Handler.get_database("a")).Name);
    }

    [Fact]
    public async Task A_fresh_read_is_one_statement_without_a_transaction()
    {
        await Handler.get_database("default");
        played.Cockroach.Clear();
        await Handler.get_database("default");
        var statement = Assert.Single(played.Cockroach.Sent);
        Assert.False(statement.IsStale);
        Assert.DoesNotContain("SELECT *", statement.Sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_are_serializable_and_nothing_is_reset_or_loaded()
    {
        await Handler.create_database(Named("a"));
        await Handler.get_all_databases();
        var texts = played.Cockroach.Sent.Select(statement => statement.Sql).ToList();
        Assert.Contains(texts, text => text.StartsWith("BEGIN", StringComparison.Ordinal));
        Assert.All(texts.Where(text => text.StartsWith("BEGIN", StringComparison.Ordinal)), text => Assert.EndsWith("ISOLATION LEVEL SERIALIZABLE", text, StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("DISCARD", StringComparison.Ordinal) || text.Contains("pg_type", StringComparison.Ordinal) || text.Contains("SELECT *", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("58C00")]
    [InlineData("57P01")]
    [InlineData("53300")]
    [InlineData("XXUUU")]
    public async Task A_lost_range_is_read_some_seconds_old(string state)
    {
        played.Cockroach.Clear();
        played.Cockroach.Set(new Fault(statement => !statement.IsStale, FaultKind.Error) { State = state });
        Assert.Equal("default", (await Handler.get_database("default")).Name);
        var stale = Assert.Single(played.Cockroach.Sent, statement => statement.IsStale);
        Assert.Contains("FROM databases\nAS OF SYSTEM TIME '-5s' WHERE", stale.Sql.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(0, stale.Place);
    }

    [Fact]
    public async Task A_slow_answer_is_not_waited_for_and_not_cancelled()
    {
        await using var impatient = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Reads:Deadline", "00:00:00.3"));
        impatient.Cockroach.Set(new Fault(statement => !statement.IsStale, FaultKind.Slow) { Delay = TimeSpan.FromMinutes(1) });
        var start = Stopwatch.GetTimestamp();
        Assert.Equal("default", (await impatient.Metastore.Handler.get_database("default")).Name);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(280), TimeSpan.FromSeconds(20));
        Assert.Equal(0, impatient.Cockroach.CancelRequests);
    }

    [Fact]
    public async Task Steps_go_down_to_bounded_reads_of_single_keys()
    {
        played.Cockroach.Set(new Fault(statement => !statement.Sql.Contains("with_max_staleness", StringComparison.Ordinal), FaultKind.Error) { State = "58C00" });
        Assert.Equal("default", (await Handler.get_database("default")).Name);
        Assert.Contains(played.Cockroach.Sent, statement => statement.Sql.Contains("AS OF SYSTEM TIME '-30s'", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<MetaException>(() => Handler.get_all_databases());
        Assert.StartsWith("The metastore's database does not answer: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(played.Cockroach.Sent, statement => statement.Sql.Contains("with_max_staleness", StringComparison.Ordinal) && statement.Sql.Contains("ORDER BY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bounded_read_that_no_copy_can_answer_ends_with_a_declared_error()
    {
        played.Cockroach.Set(
            new Fault(statement => statement.Sql.Contains("with_max_staleness", StringComparison.Ordinal), FaultKind.Error) { State = "XCUBS" },
            new Fault(_ => true, FaultKind.Error) { State = "58C00" });
        var error = await Assert.ThrowsAsync<MetaException>(() => Handler.get_database("default"));
        Assert.StartsWith("The metastore's database does not answer: XCUBS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_fails_is_left_alone_for_a_while()
    {
        // What went well at the start is no longer counted then.
        clock.Advance(TimeSpan.FromSeconds(10));
        played.Cockroach.Set(new Fault(statement => !statement.IsStale, FaultKind.Error) { State = "58C00" });
        for (var i = 0; i < 10; i++)
        {
            await Handler.get_database("default");
        }

        Assert.Equal(3, played.Cockroach.Sent.Count(statement => !statement.IsStale && statement.Sql.Contains("FROM databases", StringComparison.Ordinal)));
        played.Cockroach.Set();
        clock.Advance(PlayedMetastore.Pause + TimeSpan.FromMilliseconds(1));
        played.Cockroach.Clear();
        await Handler.get_database("default");
        Assert.All(played.Cockroach.Sent, statement => Assert.False(statement.IsStale));
    }

    [Fact]
    public async Task Readers_go_on_and_writers_fail_at_once_when_the_cluster_is_away()
    {
        await Handler.get_database("default");
        played.Cockroach.GoAway();
        var start = Stopwatch.GetTimestamp();
        var error = await Assert.ThrowsAsync<MetaException>(() => Handler.create_database(Named("a")));
        Assert.StartsWith("The metastore takes no writes now, nothing was changed; reads go on.", error.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        played.Cockroach.ComeBack();
        clock.Advance(PlayedMetastore.Pause + TimeSpan.FromMilliseconds(1));
        await Handler.create_database(Named("a"));
    }

    [Theory]
    [InlineData(FaultKind.Error, "40001")]
    [InlineData(FaultKind.ErrorAfter, "40001")]
    [InlineData(FaultKind.Error, "40P01")]
    public async Task A_write_that_was_rolled_back_runs_again_as_a_whole(FaultKind kind, string state)
    {
        played.Cockroach.Set(new Fault(statement => statement.IsNewDatabase, kind) { State = state, Times = 2 });
        await Handler.create_database(Named("a"));
        Assert.Equal(3, played.Cockroach.Sent.Count(statement => statement.IsNewDatabase));
        Assert.Equal("a", (await Handler.get_database("a")).Name);
    }

    [Fact]
    public async Task A_commit_that_was_rolled_back_runs_again_as_a_whole()
    {
        played.Cockroach.Set(new Fault(statement => statement.IsCommit, FaultKind.Error) { State = "40001", Times = 1 });
        await Handler.create_database(Named("a"));
        Assert.Equal("a", (await Handler.get_database("a")).Name);
        Assert.DoesNotContain(played.Cockroach.Sent, statement => statement.IsLookup);
    }

    [Theory]
    [InlineData(FaultKind.Error, "40001")]
    [InlineData(FaultKind.Error, "57P01")]
    [InlineData(FaultKind.Error, "25006")]
    [InlineData(FaultKind.Cut, "")]
    [InlineData(FaultKind.CutAfter, "")]
    public async Task A_write_may_break_off_at_each_of_its_statements(FaultKind kind, string state)
    {
        await Handler.create_database(Named(Sample.Database));
        var hit = true;
        for (var place = 0; hit; place++)
        {
            // Each is a trouble of its own.
            clock.Advance(TimeSpan.FromSeconds(10));
            var left = place;
            hit = false;
            played.Cockroach.Set(new Fault(_ => left-- == 0 && (hit = true), kind) { State = state });
            var name = $"t{place}";
            await Handler.create_table(Sample.Table(name));
            played.Cockroach.Set();
            Assert.Equal(name, (await Handler.get_table(Sample.Database, name)).TableName);
        }

        Assert.InRange((await Handler.get_all_tables(Sample.Database)).Count, 5, 20);
    }

    [Fact]
    public async Task A_rename_to_a_name_that_was_taken_meanwhile_looks_again()
    {
        await Handler.create_database(Named(Sample.Database));
        await Handler.create_table(Sample.Table("t"));
        played.Cockroach.Set(new Fault(statement => statement.Sql.StartsWith("UPDATE tables", StringComparison.Ordinal), FaultKind.Error) { State = "23505", Times = 1 });
        var renamed = await Handler.get_table(Sample.Database, "t");
        renamed.TableName = "u";
        await Handler.alter_table(Sample.Database, "t", renamed);
        Assert.Equal(["u"], await Handler.get_all_tables(Sample.Database));
    }

    [Fact]
    public async Task A_write_that_is_rolled_back_each_time_is_given_up()
    {
        await using var impatient = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Storage:WriteRetries", "2"));
        impatient.Cockroach.Clear();
        impatient.Cockroach.Set(new Fault(statement => statement.IsNewDatabase, FaultKind.Error) { State = "40001" });
        var error = await Assert.ThrowsAsync<MetaException>(() => impatient.Metastore.Handler.create_database(Named("a")));
        Assert.StartsWith("The metastore takes no writes now, nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, impatient.Cockroach.Sent.Count(statement => statement.IsNewDatabase));
    }

    [Fact]
    public async Task Writers_do_not_ask_again_and_again_where_a_range_is_lost()
    {
        clock.Advance(TimeSpan.FromSeconds(10));
        played.Cockroach.Set(new Fault(statement => statement.IsNewDatabase, FaultKind.Error) { State = "58C00" });
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<MetaException>(() => Handler.create_database(Named("a")));
        }

        Assert.Equal(3, played.Cockroach.Sent.Count(statement => statement.IsNewDatabase));
        played.Cockroach.Set();
        clock.Advance(PlayedMetastore.Pause + TimeSpan.FromMilliseconds(1));
        await Handler.create_database(Named("a"));
    }

    [Theory]
    [InlineData(FaultKind.ErrorAfter, "40003")]
    [InlineData(FaultKind.CutAfter, "")]
    public async Task A_commit_whose_answer_was_lost_is_looked_up_and_not_repeated(FaultKind kind, string state)
    {
        played.Cockroach.Set(new Fault(statement => statement.IsCommit, kind) { State = state, Times = 1 });
        await Handler.create_database(Named("a"));
        Assert.Single(played.Cockroach.Sent, statement => statement.IsNewDatabase);
        Assert.Equal("a", (await Handler.get_database("a")).Name);
    }

    [Theory]
    [InlineData(FaultKind.Error, "40003")]
    [InlineData(FaultKind.Cut, "")]
    public async Task A_commit_that_never_happened_is_repeated(FaultKind kind, string state)
    {
        played.Cockroach.Set(new Fault(statement => statement.IsCommit, kind) { State = state, Times = 1 });
        await Handler.create_database(Named("a"));
        Assert.Equal(2, played.Cockroach.Sent.Count(statement => statement.IsNewDatabase));
        Assert.Equal("a", (await Handler.get_database("a")).Name);
    }

    [Fact]
    public async Task A_lookup_that_is_repeated_does_not_take_its_own_mark_for_the_commit()
    {
        played.Cockroach.Set(
            new Fault(statement => statement.IsCommit, FaultKind.Cut) { Times = 1 },
            new Fault(statement => statement.Sql == "COMMIT" && !statement.IsCommit, FaultKind.CutAfter) { Times = 1 });
        var creating = Handler.create_database(Named("a"));
        while (!creating.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await creating;
        Assert.Equal(2, played.Cockroach.Sent.Count(statement => statement.IsLookup));
        Assert.Equal(2, played.Cockroach.Sent.Count(statement => statement.IsNewDatabase));
        Assert.Equal("a", (await Handler.get_database("a")).Name);
    }

    [Theory]
    [InlineData(FaultKind.Error)]
    [InlineData(FaultKind.Slow)]
    public async Task A_commit_that_can_not_be_looked_up_in_time_is_said_to_be_unknown(FaultKind kind)
    {
        await using var impatient = await PlayedMetastore.CreateAsync(new KeyValuePair<string, string?>("Storage:CommitLookup", "00:00:01"));
        impatient.Cockroach.Set(
            new Fault(statement => statement.IsCommit, FaultKind.CutAfter) { Times = 1 },
            new Fault(statement => statement.IsLookup, kind) { State = "58C00", Delay = TimeSpan.FromMinutes(1) });
        var start = Stopwatch.GetTimestamp();
        var error = await Assert.ThrowsAsync<MetaException>(() => impatient.Metastore.Handler.create_database(Named("a")));
        Assert.StartsWith("The database was lost while it committed, and whether this write was kept can't be learnt yet", error.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));
    }

    private static Database Named(string name) => new() { Name = name, Parameters = [] };
}
