namespace Metastore;

/// <summary>Pauses of what runs in the background.</summary>
internal static class Waiting
{
    /// <summary>Waits, and says whether to go on: false, not an exception, when the server stops or has failed to start.</summary>
    public static async Task<bool> WaitAsync(this TimeProvider time, TimeSpan pause, CancellationToken ct)
    {
        await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !ct.IsCancellationRequested;
    }
}
