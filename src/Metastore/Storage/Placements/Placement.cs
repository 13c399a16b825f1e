using Metastore.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Metastore.Storage.Placements;

/// <summary>Puts the catalog into CockroachDB's regions. A step of its own, after migration: it changes no data, and may be repeated while clients are served.</summary>
internal sealed partial class Placement(Connections connections, Db db, TimeProvider time, IOptions<PlacementOptions> options, ILogger<Placement> logger)
{
    /// <summary>The statements that are missing, in order; none on another database, and none where neither the settings nor the database name a region.</summary>
    public async Task<IReadOnlyList<string>> PlanAsync(CancellationToken ct) => connections.Dialect != Dialect.Cockroach
        ? []
        : await db.ReadAsync(
            async tx => PlacementPlan.Of(options.Value, await PlacementStore.FindDatabaseAsync(tx, ct), await PlacementStore.ListTablesAsync(tx, ct)), ct);

    /// <summary>Runs the statements that are missing, one server at a time, and returns them.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken ct)
    {
        if ((await PlanAsync(ct)).Count == 0)
        {
            return [];
        }

        var lease = new MigrationLease(db, time);
        await lease.TakeAsync(ct);
        try
        {
            // Another server may have been faster.
            var statements = await PlanAsync(ct);
            foreach (var statement in statements)
            {
                await lease.TakeAsync(ct);
                await connections.ExecuteAloneAsync(statement, ct);
                LogApplied(statement);
            }

            return statements;
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    /// <summary>At start: applies what is missing if the settings say so, else names it in the log.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        if (options.Value.Apply)
        {
            await ApplyAsync(ct);
        }
        else if (options.Value.PrimaryRegion is not null)
        {
            foreach (var statement in await PlanAsync(ct))
            {
                LogMissing(statement);
            }
        }
    }

    [LoggerMessage(EventId = EventIds.PlacementApplied, Level = LogLevel.Information, Message = "Placed: {Statement}")]
    private partial void LogApplied(string statement);

    [LoggerMessage(EventId = EventIds.PlacementMissing, Level = LogLevel.Warning, Message = "Not placed (Placement:Apply is false): {Statement}")]
    private partial void LogMissing(string statement);
}
