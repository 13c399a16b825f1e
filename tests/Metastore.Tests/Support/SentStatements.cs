using System.Diagnostics;

namespace Metastore.Tests.Support;

/// <summary>Counts the statements that this flow of control sends to PostgreSQL while it lives; those of other tests at the same time don't count.</summary>
internal sealed class SentStatements : IDisposable
{
    private readonly Activity _root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener _listener;
    private int _count;

    public SentStatements()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How many were sent since this was asked last.</summary>
    public int Take() => Interlocked.Exchange(ref _count, 0);

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }

    private void Count(Activity activity)
    {
        // Opening a connection has no text.
        if (activity.TraceId == _root.TraceId && activity.TagObjects.Any(tag => tag.Key is "db.query.text" or "db.statement"))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
