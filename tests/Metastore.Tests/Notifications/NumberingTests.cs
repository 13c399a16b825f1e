using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Metastore.Tests.Notifications;

/// <summary>The numbers of events: dense, ascending, and nothing ever turns up below what has been read.</summary>
public sealed class NumberingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task Followers_of_several_servers_see_each_change_once_and_in_order(Store store)
    {
        const int writers = 4;
        const int tables = 12;
        await using var metastore = await Log.StartAsync(store, Ct);
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(metastore, writer, tables), Ct)));
        var following = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => FollowAsync(Log.OtherServer(metastore), writing), Ct)));

        await writing;
        var seen = await following;

        var expected = 1 + (writers * tables * 2);
        Assert.All(seen, events => Assert.Equal(Enumerable.Range(1, expected).Select(id => (long)id), events.Select(one => one.EventId)));
        Assert.All(seen, events => Assert.Equal(events.Select(one => (one.EventId, one.TableName)), seen[0].Select(one => (one.EventId, one.TableName))));
        Assert.All(
            seen[0].Where(one => one.TableName is not null).GroupBy(one => one.TableName),
            table => Assert.Equal([EventTypes.CreateTable, EventTypes.DropTable], table.Select(one => one.EventType)));
        Assert.Equal(expected, (await metastore.Handler.get_current_notificationEventId(Ct)).EventId);
    }

    [Theory, EveryStore]
    public async Task A_change_that_is_taken_back_takes_its_event_with_it(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct);
        var request = new CreateTableRequest(Sample.Table("t")) { PrimaryKeys = [new() { Column_name = "nope", Pk_name = "k" }] };
        await Assert.ThrowsAsync<InvalidObjectException>(() => metastore.Handler.create_table_req(request, Ct));

        await metastore.Handler.create_table(Sample.Table("u"), Ct);

        Assert.Equal([(1, null), (2, "u")], (await Log.AfterAsync(metastore, 0, Ct)).Select(one => (one.EventId, one.TableName)));
    }

    [Theory, EveryStore]
    public async Task Numbers_go_on_where_all_events_have_been_removed(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var metastore = await TestMetastore.CreateAsync(store, clock, new KeyValuePair<string, string?>("Notifications:Enabled", "true"));
        await metastore.Handler.create_database(new() { Name = Sample.Database }, Ct);
        await Log.AfterAsync(metastore, 0, Ct);
        clock.Advance(TimeSpan.FromHours(25));
        await metastore.Handler.create_table(Sample.Table("t"), Ct);
        var janitor = metastore.Get<EventJanitor>();

        // What has no number yet is not too old for anything.
        Assert.Equal(1, await janitor.RemoveAsync(Ct));
        Assert.Equal([2L], (await Log.AfterAsync(metastore, 0, Ct)).Select(one => one.EventId));
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, await janitor.RemoveAsync(Ct));
        Assert.Empty(await Log.AfterAsync(metastore, 0, Ct));
        Assert.Equal(2, (await metastore.Handler.get_current_notificationEventId(Ct)).EventId);
        await metastore.Handler.create_table(Sample.Table("u"), Ct);
        Assert.Equal([3L], (await Log.AfterAsync(metastore, 2, Ct)).Select(one => one.EventId));
    }

    [Theory, EveryStore]
    public async Task Time_does_not_go_back_in_the_log_where_a_clock_does(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var metastore = await TestMetastore.CreateAsync(store, clock, new KeyValuePair<string, string?>("Notifications:Enabled", "true"));
        await metastore.Handler.create_database(new() { Name = "late" }, Ct);
        await Log.AfterAsync(metastore, 0, Ct);
        await metastore.Get<Db>().InTransactionAsync(
            tx => OutboxStore.AddAsync(tx, [1], [EventTypes.CreateDatabase], ["hive"], ["early"], [null], ["{}"], "json-0.2", Ct), Ct);
        await metastore.Get<Db>().InTransactionAsync(tx => tx.ExecuteAsync("UPDATE event_outbox SET event_time = event_time - 60", null, Ct), Ct);

        var events = await Log.AfterAsync(metastore, 0, Ct);

        Assert.Equal(events[0].EventTime, events[1].EventTime);
    }

    [Theory, EveryStore]
    public async Task The_age_of_the_oldest_event_without_a_number_is_known(Store store)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var metastore = await TestMetastore.CreateAsync(store, clock, new KeyValuePair<string, string?>("Notifications:Enabled", "true"));
        var numbering = metastore.Get<EventNumbering>();
        await metastore.Handler.create_database(new() { Name = Sample.Database }, Ct);
        clock.Advance(TimeSpan.FromSeconds(30));
        await metastore.Get<Db>().InTransactionAsync(tx => tx.ExecuteAsync("ALTER TABLE notification_log RENAME TO elsewhere", null, Ct), Ct);
        await Assert.ThrowsAnyAsync<Exception>(() => numbering.NumberAsync(Ct));

        Assert.Equal((1, 30), (numbering.Waiting, (int)numbering.Lag.TotalSeconds));
        await metastore.Get<Db>().InTransactionAsync(tx => tx.ExecuteAsync("ALTER TABLE elsewhere RENAME TO notification_log", null, Ct), Ct);
        await numbering.NumberAsync(Ct);
        Assert.Equal((0, TimeSpan.Zero), (numbering.Waiting, numbering.Lag));
    }

    private static async Task WriteAsync(TestMetastore metastore, int writer, int tables)
    {
        for (var i = 0; i < tables; i++)
        {
            await metastore.Handler.create_table(Sample.Table($"t{writer}_{i}"), Ct);
            await metastore.Handler.drop_table(Sample.Database, $"t{writer}_{i}", true, Ct);
        }
    }

    private static async Task<List<NotificationEvent>> FollowAsync(NotificationService log, Task writing)
    {
        var seen = new List<NotificationEvent>();
        for (var done = false; !done;)
        {
            done = writing.IsCompleted;
            var last = seen.Count == 0 ? 0 : seen[^1].EventId;
            seen.AddRange((await log.GetNextAsync(new(last), Ct)).Events!);
            Assert.Equal(seen.Count, seen.Count == 0 ? 0 : seen[^1].EventId);
        }

        return seen;
    }
}
