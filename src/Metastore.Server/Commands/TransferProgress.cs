using Metastore.Server.Transfers;
using Spectre.Console;

namespace Metastore.Server.Commands;

/// <summary>Shows a person how far a transfer is; a program sees nothing of it.</summary>
internal static class TransferProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Task ShowAsync(string what, TransferLog log, Func<Task> transfer) => !Output.IsForPeople ? transfer() : AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async context =>
        {
            var bar = context.AddTask(what);
            var running = transfer();
            while (await Task.WhenAny(running, Task.Delay(Pause)) != running)
            {
                Update(bar, what, log);
            }

            await running;
            Update(bar, what, log);
            bar.Value = bar.MaxValue;
        });

    private static void Update(ProgressTask bar, string what, TransferLog log)
    {
        bar.IsIndeterminate = log.Tables == 0;
        bar.MaxValue = Math.Max(1, log.Tables);
        bar.Value = log.TablesDone;
        var partitions = Enum.GetValues<PutOutcome>().Sum(outcome => log.Count(TransferKind.Partitions, outcome));
        bar.Description = $"{what}: {log.TablesDone} tables, {partitions} partitions";
    }
}
