using Metastore.Catalogs;
using Metastore.Diagnostics;
using Metastore.Health;
using Metastore.Privileges;
using Metastore.Storage;
using Metastore.Storage.Placements;
using Microsoft.Extensions.Logging;

namespace Metastore;

/// <summary>What must be there before the first client is served: the schema, and the objects that Hive makes in an empty metastore.</summary>
internal sealed partial class Bootstrap(
    Connections connections, StoreProbe store, Migrator migrator, Placement placement, CatalogService catalogs, RoleService roles, ILogger<Bootstrap> logger)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await connections.RecogniseAsync(ct);
        if (await migrator.IsDoneAsync(ct) && (await store.CanWriteAsync()).Fault is { } reason && await catalogs.HasDefaultAsync(ct))
        {
            // All is there already; readers need not wait for a writer.
            LogReadOnly(reason);
            return;
        }

        await migrator.MigrateAsync(ct);
        await placement.StartAsync(ct);
        await roles.EnsureDefaultsAsync(ct);
        // The last, since where it is all is.
        await catalogs.EnsureDefaultAsync(ct);
    }

    [LoggerMessage(EventId = EventIds.StartedReadOnly, Level = LogLevel.Warning, Message = "Started for reads only: {Reason}")]
    private partial void LogReadOnly(string reason);
}
