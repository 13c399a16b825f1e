namespace Metastore;

/// <summary>Runs work on files, which blocks, without holding up the few threads that all calls share.</summary>
internal static class OwnThread
{
    // As many take no longer than a thread takes to start.
    private const int Few = 8;

    /// <summary>Runs it at once where it is about a few files only, else on a thread of its own.</summary>
    public static Task RunAsync(long files, Action action)
    {
        if (files > Few)
        {
            return Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        action();
        return Task.CompletedTask;
    }
}
