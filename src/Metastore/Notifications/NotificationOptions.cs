using System.ComponentModel.DataAnnotations;

namespace Metastore.Notifications;

/// <summary>The log of changes that Impala and Hive's replication follow (Hive's <c>DbNotificationListener</c>).</summary>
internal sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>Whether changes are logged. Default false, as in Hive.</summary>
    public bool Enabled { get; init; }

    /// <summary>
    /// How the message of an event is written. Default <c>Json</c> (json-0.2); <c>Gzip</c> is the default of Hive 4 (gzip(json-2.0)), and has events of
    /// transactions belong to no database and count for each, as there.
    /// </summary>
    public MessageFormat Format { get; init; } = MessageFormat.Json;

    /// <summary>Whether changes of column statistics are events, as in Hive 4; Hive 3 has none of them. Default true.</summary>
    public bool ColumnStatistics { get; init; } = true;

    /// <summary>How long events are kept. Default 1 day, as in Hive (metastore.event.db.listener.timetolive); 1 min to 1 year.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often old events are removed. Default 2 h, as in Hive; 1 min to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan CleanInterval { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often new events get their numbers when nobody reads the log, which numbers them as well. Default 1 s; 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan NumberInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many events one answer has at most. Default 1000000, as in Hive (metastore.max.event.response).</summary>
    [Range(1, int.MaxValue)]
    public int MaxEvents { get; init; } = 1_000_000;
}
