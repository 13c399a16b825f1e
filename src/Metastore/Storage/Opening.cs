using System.Data.Common;

namespace Metastore.Storage;

/// <summary>Waits for a connection for a limited time only. One that comes later is given back.</summary>
internal static class Opening
{
    // isThere is asked when time is out: whether the database is there all the same, and only slow to log in.
    public static async ValueTask<DbConnection> WaitAsync(
        ValueTask<DbConnection> opening, string purpose, TimeSpan deadline, Func<DbConnection, ValueTask> giveBack, CancellationToken ct, Func<Task<bool>>? isThere = null)
    {
        if (opening.IsCompleted)
        {
            return await opening;
        }

        var task = opening.AsTask();
        while (!task.IsCompleted)
        {
            await ((Task)task).WaitAsync(deadline, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!task.IsCompleted && (ct.IsCancellationRequested || isThere is null || !await isThere()))
            {
                _ = GiveBackAsync(task, giveBack);
                ct.ThrowIfCancellationRequested();
                throw new StepOverdueException($"connection for {purpose}", deadline);
            }
        }

        return await task;
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
