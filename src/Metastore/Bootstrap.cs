using Metastore.Catalogs;
using Metastore.Privileges;
using Metastore.Storage;
using Metastore.Storage.Placements;

namespace Metastore;

/// <summary>What must be there before the first client is served: the schema, and the objects that Hive makes in an empty metastore.</summary>
internal sealed class Bootstrap(Connections connections, Migrator migrator, Placement placement, CatalogService catalogs, RoleService roles)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await connections.RecogniseAsync(ct);
        await migrator.MigrateAsync(ct);
        await placement.StartAsync(ct);
        await catalogs.EnsureDefaultAsync(ct);
        await roles.EnsureDefaultsAsync(ct);
    }
}
