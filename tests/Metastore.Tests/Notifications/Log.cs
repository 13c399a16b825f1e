using System.Text.Json.Nodes;
using Metastore.Notifications;
using Metastore.Storage;
using Metastore.Tests.Support;
using Metastore.Tests.Tables;
using Microsoft.Extensions.Options;
using Thrift.Protocol;
using Thrift.Transport.Client;

namespace Metastore.Tests.Notifications;

/// <summary>A metastore that logs what changes, and its log as a follower reads it.</summary>
internal static class Log
{
    public static async Task<TestMetastore> StartAsync(Store store, CancellationToken ct, params KeyValuePair<string, string?>[] settings)
    {
        var metastore = await TestMetastore.CreateAsync(store, [new("Notifications:Enabled", "true"), .. settings]);
        await metastore.Handler.create_database(new() { Name = Sample.Database }, ct);
        return metastore;
    }

    /// <summary>The events behind a number.</summary>
    public static async Task<List<NotificationEvent>> AfterAsync(TestMetastore metastore, long last, CancellationToken ct) =>
        (await metastore.Handler.get_next_notification(new(last), ct)).Events!;

    /// <summary>Another server's way into the same log.</summary>
    public static NotificationService OtherServer(TestMetastore metastore) =>
        new(metastore.Get<Db>(), new EventNumbering(metastore.Get<Db>(), TimeProvider.System), metastore.Get<IOptions<NotificationOptions>>());

    public static JsonObject Message(NotificationEvent logged) => JsonNode.Parse(logged.Message!)!.AsObject();

    /// <summary>The struct that is in a field of a message.</summary>
    public static T Struct<T>(JsonNode? text)
        where T : TBase, new()
    {
        using var transport = new TMemoryBufferTransport(System.Text.Encoding.UTF8.GetBytes(text!.GetValue<string>()), new());
        using var protocol = new TJsonProtocol(transport);
        var value = new T();
        value.ReadAsync(protocol, CancellationToken.None).GetAwaiter().GetResult();
        return value;
    }
}
