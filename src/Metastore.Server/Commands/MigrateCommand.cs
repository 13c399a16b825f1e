using System.CommandLine;
using Metastore.Storage;
using Metastore.Storage.Placements;

namespace Metastore.Server.Commands;

/// <summary><c>migrate</c>: makes the store ready for this release, as the server does at start.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be done." };
        var placement = new Option<bool>("--placement") { Description = "Also place the catalog in CockroachDB's regions (settings of Placement)." };
        var command = new Command("migrate", "Brings the store's schema up to date.") { dryRun, placement };
        command.SetAction(async (parsed, ct) =>
        {
            var places = parsed.GetValue(placement);
            await using var app = MetastoreServer.BuildQuiet([.. parsed.UnmatchedTokens, .. places ? (string[])["--Placement:Apply=true"] : []]);
            return await RunAsync(app.Services, parsed.GetValue(dryRun), places, ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, bool isDry, bool places, CancellationToken ct)
    {
        await services.GetRequiredService<Connections>().RecogniseAsync(ct);
        var steps = await services.GetRequiredService<Migrator>().PendingAsync(ct);
        var regions = services.GetRequiredService<Placement>();
        var statements = places ? await regions.PlanAsync(ct) : [];
        if (!isDry)
        {
            await services.GetRequiredService<Bootstrap>().RunAsync(ct);
        }

        if (!isDry && places)
        {
            // Bootstrap has placed all, unless nothing can be written: then this says so.
            await regions.ApplyAsync(ct);
        }

        Output.Table(["step", isDry ? "to be done" : "done"], [.. steps.Select(step => (string[])["migrate", step]), .. statements.Select(statement => (string[])["place", statement])]);
        return 0;
    }
}
