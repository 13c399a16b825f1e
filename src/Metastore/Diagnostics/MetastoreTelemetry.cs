using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Metastore.Diagnostics;

/// <summary>What this process tells about itself: the names are an interface for dashboards.</summary>
internal static class MetastoreTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Metastore";

    public const string MethodTag = "rpc.method";
    public const string OutcomeTag = "metastore.outcome";

    /// <summary>The step of the read ladder that answered, when it was not the fresh one: <c>stale</c>, <c>staler</c>, <c>bounded</c>, <c>last_known</c>.</summary>
    public const string StepTag = "metastore.read.step";

    public static readonly ActivitySource Activities = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>Time of one call in seconds, by method and outcome (<c>ok</c>, the name of the error, <c>deadline</c>, <c>cancelled</c>).</summary>
    public static readonly Histogram<double> CallDuration = Meter.CreateHistogram<double>("metastore.rpc.duration", "s", "Time of one call");

    /// <summary>Requests refused before they were calls: garbage and what is over a limit.</summary>
    public static readonly Counter<long> RefusedMessages = Meter.CreateCounter<long>("metastore.rpc.refused", "{message}", "Messages that were not Thrift or over a limit");

    /// <summary>Answers that may be old, by step.</summary>
    public static readonly Counter<long> StaleReads = Meter.CreateCounter<long>("metastore.read.stale", "{read}", "Reads answered with data that may be old");

    /// <summary>Writes that the database rolled back and that ran again.</summary>
    public static readonly Counter<long> WriteRetries = Meter.CreateCounter<long>("metastore.write.retries", "{retry}", "Writes run again after a rollback");

    /// <summary>Commits whose answer was lost and whose outcome was looked up.</summary>
    public static readonly Counter<long> AmbiguousCommits = Meter.CreateCounter<long>("metastore.write.ambiguous", "{commit}", "Commits with a lost answer, resolved");
}
