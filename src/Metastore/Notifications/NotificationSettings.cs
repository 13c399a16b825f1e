using System.Globalization;

namespace Metastore.Notifications;

/// <summary>Hive's settings of the log where it is on, for clients that ask (<c>get_config_value</c>): Impala follows it only where these are so.</summary>
internal static class NotificationSettings
{
    /// <summary>The value, or null if the setting has nothing to do with the log.</summary>
    public static string? Get(NotificationOptions options, string name) => name switch
    {
        "metastore.transactional.event.listeners" => "org.apache.hive.hcatalog.listener.DbNotificationListener",
        "metastore.dml.events" or "metastore.notifications.add.thrift.objects" => "true",
        "metastore.alter.notifications.basic" => "false",
        "metastore.notification.parameters.exclude.patterns" => "",
        "metastore.event.message.factory" => $"org.apache.hadoop.hive.metastore.messaging.json.{(options.Format == MessageFormat.Gzip ? "gzip.GzipJSONMessageEncoder" : "JSONMessageEncoder")}",
        "metastore.event.db.listener.timetolive" => Seconds(options.TimeToLive),
        "metastore.event.db.clean.interval" => Seconds(options.CleanInterval),
        "metastore.max.event.response" => options.MaxEvents.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalSeconds}s");
}
