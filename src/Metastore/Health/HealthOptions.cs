using System.ComponentModel.DataAnnotations;

namespace Metastore.Health;

/// <summary>How the store is probed.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Time that the store gets to answer a probe. Default 2 s; 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time for which the answer to a probe is given again. Default 1 s; 0 to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Life { get; init; } = TimeSpan.FromSeconds(1);
}
