using System.Data.Common;

namespace Metastore.Storage;

/// <summary>Waits for a connection for a limited time only. One that comes later is given back.</summary>
internal static class Opening
{
    public static async ValueTask<DbConnection> WaitAsync(
        ValueTask<DbConnection> opening, string purpose, TimeSpan deadline, Func<DbConnection, ValueTask> giveBack, CancellationToken ct)
    {
        if (opening.IsCompleted)
        {
            return await opening;
        }

        var task = opening.AsTask();
        try
        {
            return await task.WaitAsync(deadline, ct);
        }
        catch (Exception error)
        {
            _ = GiveBackAsync(task, giveBack);
            throw error is TimeoutException && !task.IsFaulted ? new StepOverdueException($"connection for {purpose}", deadline) : error;
        }
    }

    private static async Task GiveBackAsync(Task<DbConnection> task, Func<DbConnection, ValueTask> giveBack)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompletedSuccessfully)
        {
            await giveBack(task.Result);
        }
    }
}
