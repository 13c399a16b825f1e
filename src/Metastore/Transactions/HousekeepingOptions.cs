using System.ComponentModel.DataAnnotations;

namespace Metastore.Transactions;

/// <summary>How transactions are looked after.</summary>
internal sealed class HousekeepingOptions
{
    public const string Section = "Transactions";

    /// <summary>
    /// How often transactions without a heartbeat are aborted, and what nobody needs any more is removed. Default 1 min, as in Hive
    /// (metastore.acid.housekeeper.interval); 1 s to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan HousekeepingInterval { get; init; } = TimeSpan.FromMinutes(1);
}
