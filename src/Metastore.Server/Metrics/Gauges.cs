using System.Diagnostics.Metrics;
using Metastore.Diagnostics;
using Metastore.Health;
using Metastore.Notifications;
using Metastore.Rpc;
using Microsoft.Extensions.Options;

namespace Metastore.Server.Metrics;

/// <summary>What is measured by asking when somebody looks.</summary>
internal sealed class Gauges
{
    private readonly StoreProbe _store;

    public Gauges(IMeterFactory meters, IOptions<MetricOptions> options, ServerState state, ByteBudget budget, CallQueue queue, CallJournal journal, CatalogCounts counts, StoreProbe store, EventNumbering events)
    {
        _store = store;
        var meter = meters.Create(MetastoreTelemetry.Name);
        meter.CreateObservableGauge("metastore.rpc.connections", () => state.Connections, "{connection}", "Open connections");
        meter.CreateObservableGauge("metastore.rpc.running", () => queue.Running, "{call}", "Calls that run");
        meter.CreateObservableGauge("metastore.rpc.waiting", () => queue.Waiting, "{call}", "Calls that wait for their turn");
        meter.CreateObservableGauge("metastore.rpc.in_flight", () => budget.Used, "By", "Memory held for requests");
        meter.CreateObservableGauge("metastore.ready", IsReady, null, "1 if reads are answered, 0 if not");
        meter.CreateObservableGauge("metastore.writable", IsWritable, null, "1 if writes are taken, 0 if not");
        meter.CreateObservableGauge("metastore.catalog.objects", () => Objects(counts), "{object}", "Objects in the metastore, by kind");
        meter.CreateObservableGauge("metastore.notifications.waiting", () => events.Waiting, "{event}", "Events that wait for their number");
        meter.CreateObservableGauge("metastore.notifications.lag", () => events.Lag.TotalSeconds, "s", "Age of the oldest event that has no number yet");
        if (options.Value.HiveNames)
        {
            AddHiveNames(meters.Create(MetastoreTelemetry.HiveName), state, journal, counts);
        }

        MetastoreTelemetry.StartAtZero();
    }

    // Some of these names are Hive's own, some those of the JMX exporter in Apache's images.
    private static void AddHiveNames(Meter meter, ServerState state, CallJournal journal, CatalogCounts counts)
    {
        meter.CreateObservableGauge("open_connections", () => state.Connections, null, "Open connections");
        meter.CreateObservableGauge("hive_metastore_open_connections", () => state.Connections, null, "Open connections");
        meter.CreateObservableUpDownCounter("total_api_calls", () => journal.Total, null, "Calls");
        meter.CreateObservableGauge("total_count_dbs", () => Of(counts.Last?.Databases), null, "Databases");
        meter.CreateObservableGauge("total_count_tables", () => Of(counts.Last?.Tables), null, "Tables");
        meter.CreateObservableGauge("total_count_partitions", () => Of(counts.Last?.Partitions), null, "Partitions");
        journal.CountInto(meter);
    }

    private static Measurement<long>[] Of(long? count) => count is { } known ? [new(known)] : [];

    private static Measurement<long>[] Objects(CatalogCounts counts) => counts.Last is not { } size ? [] :
    [
        Count("database", size.Databases),
        Count("table", size.Tables),
        Count("partition", size.Partitions),
    ];

    private static Measurement<long> Count(string kind, long count) => new(count, new KeyValuePair<string, object?>("metastore.object", kind));

    private Measurement<int>[] IsReady() => Of(_store.CanReadAsync(), _store.LastRead);

    private Measurement<int>[] IsWritable() => Of(_store.CanWriteAsync(), _store.LastWrite);

    // Who collects must not wait: what was found up to now is told, and each look has it found anew.
    private static Measurement<int>[] Of(Task<Finding> asked, Finding? last) =>
        (asked.IsCompletedSuccessfully ? asked.Result : last) is { } finding ? [new(finding.Fault is null ? 1 : 0)] : [];
}
