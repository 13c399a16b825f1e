using System.CommandLine;
using Metastore.Server.Transfers;

namespace Metastore.Server.Commands;

/// <summary><c>export</c>: writes all that a metastore holds into a compressed file.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The file to write." };
        var from = new Option<string?>("--from") { Description = "thrift://host:port of a running metastore; without it the store of these settings." };
        var (parallel, timeout) = (TransferOptions.Parallel(), TransferOptions.Timeout());
        var command = new Command("export", "Writes catalogs, databases, tables, partitions, functions, statistics, constraints, roles and grants into a compressed file.") { file, from, parallel, timeout };
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(from) is { } address)
            {
                using var remote = TransferSource.Open(address, parsed.GetValue(parallel), TimeSpan.FromSeconds(parsed.GetValue(timeout)));
                return await RunAsync(remote, parsed.GetValue(file)!, ct);
            }

            await using var app = MetastoreServer.BuildQuiet([.. parsed.UnmatchedTokens]);
            await app.Services.GetRequiredService<Bootstrap>().RunAsync(ct);
            using var own = TransferSource.Of(app.Services, parsed.GetValue(parallel));
            return await RunAsync(own, parsed.GetValue(file)!, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(TransferSource source, string file, CancellationToken ct)
    {
        var log = new TransferLog();
        using (var writer = new FileWriter(file))
        {
            await TransferProgress.ShowAsync("exporting", log, () => source.RunAsync(writer, log, ct));
            writer.Finish();
        }

        TransferReport.Write(log, "written");
        return log.FaultCount == 0 ? 0 : 1;
    }
}
