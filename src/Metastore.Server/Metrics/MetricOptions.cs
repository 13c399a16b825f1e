using System.ComponentModel.DataAnnotations;

namespace Metastore.Server.Metrics;

/// <summary>What is measured besides calls and connections.</summary>
internal sealed class MetricOptions
{
    public const string Section = "Metrics";

    /// <summary>How often databases, tables and partitions are counted. Default 5 min; 0 is never, else 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CountInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether Hive's names are there, too: <c>api_get_table_total</c>, <c>open_connections</c>, <c>total_count_dbs</c> … Default true.</summary>
    public bool HiveNames { get; init; } = true;
}
