namespace Metastore.Health;

/// <summary>The last answer to a question, asked again only when it is older than its life; who comes while it is asked waits for the same answer.</summary>
internal sealed class Remembered<T>(Func<Task<T>> ask, TimeSpan life, TimeProvider time)
    where T : class
{
    private readonly Lock _lock = new();
    private Task<T>? _asking;
    private long _answered;

    /// <summary>The last answer, however old; null before the first.</summary>
    public T? Last { get; private set; }

    public Task<T> GetAsync()
    {
        lock (_lock)
        {
            if (_asking is null || (_asking.IsCompleted && time.GetElapsedTime(_answered) >= life))
            {
                _asking = Task.Run(AskAsync);
            }

            return _asking;
        }
    }

    private async Task<T> AskAsync()
    {
        Last = await ask();
        _answered = time.GetTimestamp();
        return Last;
    }
}
