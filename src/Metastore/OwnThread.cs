namespace Metastore;

/// <summary>Runs what blocks for long, as a thousand directories do, without holding up the few threads that all calls share.</summary>
internal static class OwnThread
{
    public static Task RunAsync(Action action, CancellationToken ct = default) =>
        Task.Factory.StartNew(action, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
