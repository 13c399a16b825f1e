using System.ComponentModel.DataAnnotations;

namespace Metastore.Locks;

/// <summary>How long locks live and how their waiters are treated.</summary>
internal sealed class LockOptions
{
    public const string Section = "Locks";

    /// <summary>Time without a heartbeat after which a lock is gone, and a transaction is aborted. Default 5 min, as in Hive (metastore.txn.timeout); 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a check of a lock that has to wait is held before it is repeated and answered, since some clients ask again at once.
    /// Default 50 ms; 0 to 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan CheckDelay { get; init; } = TimeSpan.FromMilliseconds(50);
}
