using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Metastore.Diagnostics;

/// <summary>What this process tells about itself: the names are an interface for dashboards.</summary>
internal static class MetastoreTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Metastore";

    /// <summary>Name of the meter with Hive's names for what it counts as well.</summary>
    public const string HiveName = "Metastore.Hive";

    public const string MethodTag = "rpc.method";
    public const string OutcomeTag = "metastore.outcome";

    /// <summary>The step of the read ladder that answered, when it was not the fresh one: <c>stale</c>, <c>staler</c>, <c>bounded</c>, <c>last_known</c>.</summary>
    public const string StepTag = "metastore.read.step";

    private static readonly double[] DurationBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

    public static readonly ActivitySource Activities = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>Time of one call in seconds, by method and outcome (<c>ok</c>, the name of the error, <c>deadline</c>, <c>busy</c>, <c>cancelled</c>).</summary>
    public static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        "metastore.rpc.duration",
        "s",
        "Time of one call",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });

    /// <summary>Requests refused before they were calls: garbage and what is over a limit.</summary>
    public static readonly Counter<long> RefusedMessages = Meter.CreateCounter<long>("metastore.rpc.refused", "{message}", "Messages that were not Thrift or over a limit");

    /// <summary>Calls that were not run because their turn did not come in time.</summary>
    public static readonly Counter<long> RefusedCalls = Meter.CreateCounter<long>("metastore.rpc.busy", "{call}", "Calls refused because too many were under way, or held too much memory");

    /// <summary>Answers that may be old, by step.</summary>
    public static readonly Counter<long> StaleReads = Meter.CreateCounter<long>("metastore.read.stale", "{read}", "Reads answered with data that may be old");

    /// <summary>Time of the COMMIT of one write in seconds: what the database needs to have it kept, and seen, everywhere.</summary>
    public static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "metastore.write.commit", "s", "Time of the commit of one write", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = DurationBounds });

    /// <summary>Writes that the database rolled back and that ran again.</summary>
    public static readonly Counter<long> WriteRetries = Meter.CreateCounter<long>("metastore.write.retries", "{retry}", "Writes run again after a rollback");

    /// <summary>Commits whose answer was lost and whose outcome was looked up.</summary>
    public static readonly Counter<long> AmbiguousCommits = Meter.CreateCounter<long>("metastore.write.ambiguous", "{commit}", "Commits with a lost answer, resolved");

    /// <summary>Has the counters of rare events be there before the first one: an alert on a counter that isn't there never comes.</summary>
    public static void StartAtZero()
    {
        RefusedMessages.Add(0);
        RefusedCalls.Add(0);
        WriteRetries.Add(0);
        AmbiguousCommits.Add(0);
        foreach (var step in (string[])["stale", "staler", "bounded", "last_known"])
        {
            StaleReads.Add(0, new KeyValuePair<string, object?>(StepTag, step));
        }
    }
}
