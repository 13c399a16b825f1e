using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tests.Partitions;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Metastore.Tests.Transactions;
using Thrift;
using Xunit;

namespace Metastore.Tests.Notifications;

public sealed class NotificationServiceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, EveryStore]
    public async Task A_follower_gets_what_its_filter_lets_through(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct);
        var handler = metastore.Handler;
        await handler.create_table(Sample.Table("t"), Ct);
        await handler.create_table(Sample.Table("u"), Ct);
        await handler.drop_table(Sample.Database, "t", true, Ct);
        await metastore.Get<Db>().InTransactionAsync(tx => metastore.Get<EventWriter>().TransactionCommittedAsync(tx, 7, Ct), Ct);

        Assert.Equal([1, 2, 3, 4, 5], await IdsAsync(new(0)));
        Assert.Equal([1, 2], await IdsAsync(new(0) { MaxEvents = 2 }));
        Assert.Equal([3, 4, 5], await IdsAsync(new(2) { MaxEvents = -1 }));
        Assert.Equal([2, 4], await IdsAsync(new(0) { DbName = "SALES", TableNames = ["T"] }));
        Assert.Equal([4], await IdsAsync(new(0) { EventTypeList = [EventTypes.DropTable] }));
        Assert.Equal([1, 4, 5], await IdsAsync(new(0) { EventTypeSkipList = [EventTypes.CreateTable] }));
        Assert.Equal([5], await IdsAsync(new(0) { CatName = "other" }));
        Assert.Equal((long[])[4, 0, 2, 0, 3], await Task.WhenAll(
            CountAsync(new(0, Sample.Database)),
            CountAsync(new(0, "other")),
            CountAsync(new(0, Sample.Database) { TableNames = ["t"] }),
            CountAsync(new(5, "*")),
            CountAsync(new(0, "*") { ToEventId = 9, Limit = 3 })));

        async Task<List<long>> IdsAsync(NotificationEventRequest request) => (await handler.get_next_notification(request, Ct)).Events!.ConvertAll(one => one.EventId);
        async Task<long> CountAsync(NotificationEventsCountRequest request) => (await handler.get_notification_events_count(request, Ct)).EventsCount;
    }

    [Theory, EveryStore]
    public async Task In_the_form_of_Hive_4_transactions_belong_to_no_database_and_count_for_each(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct, new KeyValuePair<string, string?>("Notifications:Format", "Gzip"));
        await metastore.Handler.create_database(new() { Name = "other" }, Ct);
        await metastore.Handler.open_txns(new(1, "u", "h"), Ct);

        var opened = Assert.Single(await Log.AfterAsync(metastore, 2, Ct));

        Assert.Equal(("OPEN_TXN", null, null, null), (opened.EventType, opened.CatName, opened.DbName, opened.TableName));
        Assert.Equal((long[])[2, 3, 1], await Task.WhenAll(CountAsync("OTHER"), CountAsync("*"), CountAsync("absent")));

        async Task<long> CountAsync(string database) => (await metastore.Handler.get_notification_events_count(new(0, database), Ct)).EventsCount;
    }

    [Theory, EveryStore]
    public async Task Whoever_tells_of_an_insert_learns_the_numbers_of_its_events(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct);
        await SamplePartitions.AddAsync(metastore, [], Ct, "a/1", "a/2");
        var inserts = new FireEventRequestData
        {
            InsertDatas =
            [
                new() { FilesAdded = ["f", "g"], FilesAddedChecksum = ["1", "2"], SubDirectoryList = ["", "base_1"], PartitionVal = ["a", "1"], Replace = true },
                new() { FilesAdded = [], PartitionVal = ["a", "2"] },
            ],
        };

        var inserted = await FireAsync(inserts, null);
        var reloaded = await FireAsync(new() { RefreshEvent = true }, ["a", "2"]);

        var events = await Log.AfterAsync(metastore, 3, Ct);
        Assert.Equal([4, 5], inserted.EventIds!);
        Assert.Equal([6], reloaded.EventIds!);
        Assert.Equal([(4, EventTypes.Insert), (5, EventTypes.Insert), (6, EventTypes.Reload)], events.Select(one => (one.EventId, one.EventType!)));
        var message = Log.Message(events[0]);
        Assert.Equal("""["f###","g###base_1"]""", message["files"]!.ToJsonString());
        Assert.Equal(("true", "cat"), ((string)message["replace"]!, Log.Struct<Table>(message["tableObjJson"]).Parameters!["service"]));
        Assert.Equal(["a", "2"], Log.Struct<Partition>(Log.Message(events[2])["ptnObjJson"]).Values!);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => FireAsync(new() { InsertData = new() { FilesAdded = [] } }, ["a", "3"]));
        Assert.Empty(await Log.AfterAsync(metastore, 6, Ct));

        Task<FireEventResponse> FireAsync(FireEventRequestData data, List<string>? values) => metastore.Handler.fire_listener_event(
            new() { Successful = true, Data = data, DbName = Sample.Database, TableName = SamplePartitions.Table, PartitionVals = values, TblParams = new() { ["service"] = "cat" } }, Ct);
    }

    [Theory, EveryStore]
    public async Task What_a_transaction_writes_is_kept_by_table_and_partition(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct);
        await SamplePartitions.AddAsync(metastore, [], Ct, "a/1", "a/2");
        await AddAsync(Written("1", "f"), Written("2", "g"), Written("1", "h"));
        await metastore.Handler.add_write_notification_log(Written("2", "i"), Ct);

        var written = await metastore.Handler.get_all_write_event_info(new(7) { DbName = Sample.Database, TableName = "*" }, Ct);

        Assert.Equal([("ds=a/hr=1", "f###]h###"), ("ds=a/hr=2", "i###]g###")], written.Select(one => (one.Partition!, one.Files!)));
        Assert.All(written, one => Assert.Equal((3, SamplePartitions.Table), (one.WriteId, Log.Struct<Table>(one.TableObj!).TableName)));
        Assert.Empty(await metastore.Handler.get_all_write_event_info(new(8), Ct));

        Task AddAsync(params WriteNotificationLogRequest[] requests) =>
            metastore.Handler.add_write_notification_log_in_batch(new("hive", Sample.Database, SamplePartitions.Table, [.. requests]), Ct);
        static WriteNotificationLogRequest Written(string hour, string file) =>
            new(7, 3, Sample.Database, SamplePartitions.Table, new() { FilesAdded = [file] }) { PartitionVals = ["a", hour] };
    }

    [Theory, EveryStore]
    public async Task A_compaction_is_told_of_when_its_transaction_is_committed(Store store)
    {
        await using var metastore = await Log.StartAsync(store, Ct);
        await metastore.Handler.compact2(new("db", "t", CompactionType.MAJOR) { Partitionname = "ds=1" }, Ct);
        var work = (await metastore.Handler.find_next_compact("w", Ct)).Ci!;
        var txn = await metastore.OpenOneAsync(TxnType.COMPACTION);
        await metastore.Handler.update_compactor_state(work, txn, Ct);
        await metastore.Handler.mark_compacted(work, Ct);
        await metastore.Handler.commit_txn(new(txn), Ct);

        var told = (await Log.AfterAsync(metastore, 1, Ct))[^1];
        var message = Log.Message(told);

        Assert.Equal((EventTypes.CommitCompaction, null, "db", "t"), (told.EventType, told.CatName, told.DbName, told.TableName));
        Assert.Equal((txn, 1, "MAJOR", "ds=1"), ((long)message["txnid"]!, (long)message["compactionId"]!, (string)message["type"]!, (string)message["partName"]!));
    }

    [Fact]
    public async Task Events_of_many_objects_are_as_many_statements_as_that_of_one()
    {
        Assert.SkipWhen(TestDatabase.WhyMissing(Store.Postgres) is not null, TestDatabase.WhyMissing(Store.Postgres) ?? "");
        await using var metastore = await Log.StartAsync(Store.Postgres, Ct);
        var table = Sample.Table("p", Sample.Column("ds", "string"));
        await metastore.Handler.create_table(table, Ct);
        using var sent = new SentStatements();
        // The first reads the list of columns, which is kept.
        await CountAsync("first");

        var one = await CountAsync("a");
        var many = await CountAsync([.. Enumerable.Range(0, 50).Select(day => $"{day}")]);

        Assert.Equal(one, many);

        async Task<(int Added, int Changed, int Dropped)> CountAsync(params string[] days)
        {
            List<Partition> partitions = [.. days.Select(day => SamplePartitions.Partition(table, [day]))];
            await metastore.Handler.add_partitions(partitions, Ct);
            var added = sent.Take();
            await metastore.Handler.alter_partitions(Sample.Database, "p", partitions, Ct);
            var changed = sent.Take();
            await metastore.Handler.drop_partitions_req(new() { DbName = Sample.Database, TblName = "p", Parts = new() { Names = [.. days.Select(day => $"ds={day}")] } }, Ct);
            return (added, changed, sent.Take());
        }
    }

    [Theory, EveryStore]
    public async Task Nothing_is_logged_unless_that_is_wanted(Store store)
    {
        await using var metastore = await Sample.StartAsync(store, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);

        var backlog = await metastore.Get<Db>().ReadAsync(tx => OutboxStore.MeasureAsync(tx, Ct), Ct);

        Assert.Equal(0, backlog.Count);
        Assert.Empty(await Log.AfterAsync(metastore, 0, Ct));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task What_is_told_of_must_be_there_whether_it_is_logged_or_not(string isOn)
    {
        await using var metastore = await TestMetastore.CreateAsync(Store.Sqlite, new KeyValuePair<string, string?>("Notifications:Enabled", isOn));
        await metastore.Handler.create_database(new() { Name = Sample.Database }, Ct);
        await metastore.Handler.create_table(Sample.Table("p", Sample.Column("ds", "string")), Ct);
        var written = new InsertEventRequestData { FilesAdded = ["f"] };

        await FireAsync("p", null, new() { InsertData = written });

        await Assert.ThrowsAsync<NoSuchObjectException>(() => FireAsync("p", ["absent"], new() { InsertData = written }));
        await Assert.ThrowsAsync<NoSuchObjectException>(() => FireAsync("absent", null, new() { InsertData = written }));
        await Assert.ThrowsAsync<TApplicationException>(() => FireAsync("p", ["absent"], new() { InsertDatas = [written] }));
        await Assert.ThrowsAsync<TApplicationException>(() => FireAsync("p", null, new()));
        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.add_write_notification_log(new(1, 1, Sample.Database, "absent", written), Ct));

        Task<FireEventResponse> FireAsync(string table, List<string>? values, FireEventRequestData data) =>
            metastore.Handler.fire_listener_event(new() { Successful = true, Data = data, DbName = Sample.Database, TableName = table, PartitionVals = values }, Ct);
    }
}
