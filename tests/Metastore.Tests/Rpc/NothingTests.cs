using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Xunit;

namespace Metastore.Tests.Rpc;

public sealed class NothingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_log_there_are_no_events()
    {
        await using var metastore = await TestMetastore.CreateAsync(Store.Sqlite);

        var last = await metastore.Handler.get_current_notificationEventId(Ct);
        var events = await metastore.Handler.get_next_notification(new(last.EventId), Ct);

        Assert.Equal(0, last.EventId);
        Assert.Empty(events.Events!);
    }

    [Fact]
    public async Task An_insert_is_heard_of_a_table_that_there_is()
    {
        await using var metastore = await Sample.StartAsync(Store.Sqlite, Ct);
        await metastore.Handler.create_table(Sample.Table("t"), Ct);

        var heard = await metastore.Handler.fire_listener_event(Insert("t"), Ct);

        Assert.Null(heard.EventIds);
        await Assert.ThrowsAsync<NoSuchObjectException>(() => metastore.Handler.fire_listener_event(Insert("nope"), Ct));
    }

    private static FireEventRequest Insert(string table) => new()
    {
        Successful = true,
        Data = new() { InsertData = new() { FilesAdded = ["f"] } },
        DbName = Sample.Database,
        TableName = table,
    };
}
