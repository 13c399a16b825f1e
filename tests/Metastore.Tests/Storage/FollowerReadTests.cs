using Metastore.Storage;
using Metastore.Tests.Support.Played;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.Storage;

/// <summary>Older answers by choice: <c>Reads:Mode=Follower</c>.</summary>
public sealed class FollowerReadTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private PlayedMetastore played = null!;

    private ThriftHiveMetastore.IAsync Handler => played.Metastore.Handler;

    public async ValueTask InitializeAsync() => played = await PlayedMetastore.WithClockAsync(clock, new("Reads:Mode", "Follower"), new("Reads:Staleness", "-1s"));

    public ValueTask DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task Reads_are_old_from_the_start()
    {
        played.Cockroach.Clear();
        await Handler.get_database("default");
        Assert.True(Assert.Single(played.Cockroach.Sent).IsStale);
    }

    [Fact]
    public async Task What_an_old_answer_lacks_is_asked_again_before_it_is_missing()
    {
        played.Cockroach.Clear();
        await Assert.ThrowsAsync<NoSuchObjectException>(() => Handler.get_database("missing"));
        Assert.Equal([true, false], played.Cockroach.Sent.Select(statement => statement.IsStale));
    }

    [Fact]
    public async Task What_an_old_answer_lacks_is_missing_when_no_fresh_one_can_be_had()
    {
        played.Cockroach.Set(new Fault(statement => !statement.IsStale, FaultKind.Error) { State = "58C00" });
        await Assert.ThrowsAsync<NoSuchObjectException>(() => played.Metastore.Handler.get_database("missing"));
    }

    [Fact]
    public async Task A_partition_that_an_old_answer_lacks_is_asked_for_again_too()
    {
        var freshness = played.Metastore.Get<Freshness>();
        freshness.Enter("10.0.0.1");
        var table = Sample.Table("t", Sample.Column("d", "string"));
        table.DbName = "default";
        await Handler.create_table(table);
        freshness.Enter("10.0.0.2");
        await Assert.ThrowsAsync<NoSuchObjectException>(() => Handler.get_partition("default", "t", ["1"]));
        played.Cockroach.Clear();

        await Assert.ThrowsAsync<NoSuchObjectException>(() => Handler.get_partition("default", "t", ["1"]));

        Assert.Equal([true, true, false, false], played.Cockroach.Sent.Select(statement => statement.IsStale));
    }

    [Fact]
    public async Task A_table_younger_than_the_answer_is_asked_for_fresh()
    {
        played.Cockroach.Clear();
        played.Cockroach.Set(new Fault(statement => statement.IsStale, FaultKind.Error) { State = "42P01" });
        Assert.Equal("default", (await Handler.get_database("default")).Name);
        Assert.Equal([true, false], played.Cockroach.Sent.Select(statement => statement.IsStale));
    }

    [Fact]
    public async Task A_client_reads_its_own_writes()
    {
        var freshness = played.Metastore.Get<Freshness>();
        freshness.Enter("10.0.0.1");
        await Handler.create_database(new Database { Name = "a" });
        played.Cockroach.Clear();
        await Handler.get_database("a");
        Assert.False(Assert.Single(played.Cockroach.Sent).IsStale);

        freshness.Enter("10.0.0.2");
        played.Cockroach.Clear();
        await Handler.get_database("a");
        Assert.True(Assert.Single(played.Cockroach.Sent).IsStale);

        freshness.Enter("10.0.0.1");
        clock.Advance(TimeSpan.FromSeconds(1.2));
        played.Cockroach.Clear();
        await Handler.get_database("a");
        Assert.True(Assert.Single(played.Cockroach.Sent).IsStale);
    }
}
