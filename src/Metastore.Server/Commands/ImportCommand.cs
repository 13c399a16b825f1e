using System.CommandLine;
using Metastore.Constraints;
using Metastore.Server.Transfers;
using Metastore.Storage;

namespace Metastore.Server.Commands;

/// <summary><c>import</c>: copies a running metastore, or an export, into the store of these settings, and compares every object afterwards.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "thrift://host:port of a Hive metastore (2.3 to 4.x) or of this one, or a file made by export." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be copied." };
        var skip = new Option<bool>("--no-verify") { Description = "Do not compare what was copied." };
        var (parallel, timeout) = (TransferOptions.Parallel(), TransferOptions.Timeout());
        var command = new Command("import", "Copies a metastore into this one. What is there already stays; a copy that broke off goes on where it was.") { source, dryRun, skip, parallel, timeout };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = MetastoreServer.BuildQuiet([.. parsed.UnmatchedTokens]);
            await app.Services.GetRequiredService<Bootstrap>().RunAsync(ct);
            using var from = TransferSource.Open(parsed.GetValue(source)!, parsed.GetValue(parallel), TimeSpan.FromSeconds(parsed.GetValue(timeout)));
            return await RunAsync(app.Services, from, parsed.GetValue(dryRun), verifies: !parsed.GetValue(skip), parsed.GetValue(parallel), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, TransferSource source, bool isDry, bool verifies, int parallel, CancellationToken ct)
    {
        var writer = new StoreWriter(services.GetRequiredService<Db>(), services.GetRequiredService<Ids>(), services.GetRequiredService<AddConstraints>(), isDry);
        var copied = new TransferLog();
        await TransferProgress.ShowAsync(isDry ? "counting" : "copying", copied, () => source.RunAsync(writer, copied, ct));
        TransferReport.Write(copied, isDry ? "to be added" : "added");
        if (isDry || !verifies)
        {
            return copied.FaultCount == 0 ? 0 : 1;
        }

        var compared = new TransferLog();
        using var own = ClientPool.Of(services, parallel);
        await TransferProgress.ShowAsync("comparing", compared, () => source.RunAsync(new Comparison(new MetastoreReader(own), compared), compared, ct));
        TransferReport.WriteFaults(compared);
        return copied.FaultCount + compared.FaultCount == 0 ? 0 : 1;
    }
}
