using Metastore.Databases;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Catalogs;

/// <summary>Catalogs: each has a location and a database <c>default</c>.</summary>
internal sealed class CatalogService(Db db, Ids ids, WarehouseFiles warehouse, EventWriter events)
{
    /// <summary>Whether the catalog <c>hive</c> is there.</summary>
    public Task<bool> HasDefaultAsync(CancellationToken ct) => db.ReadAsync(async tx => await CatalogStore.FindAsync(tx, CatalogName.Default, ct) is not null, ct);

    /// <summary>Makes the catalog <c>hive</c> and its database <c>default</c> where they are missing, as Hive does when it starts.</summary>
    public Task EnsureDefaultAsync(CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            var catalog = new Catalog
            {
                Name = CatalogName.Default,
                Description = "Default catalog for Hive",
                LocationUri = warehouse.Root,
                CreateTime = 0,
            };
            await CatalogStore.AddAsync(tx, CatalogRow.From(catalog), ct);
            var database = new Database
            {
                Name = DatabaseService.Default,
                Description = "Default Hive database",
                LocationUri = warehouse.ExternalRoot,
                OwnerName = "public",
                OwnerType = PrincipalType.ROLE,
                Parameters = [],
                CatalogName = CatalogName.Default,
                CreateTime = tx.Now,
                Type = DatabaseType.NATIVE,
            };
            await DatabaseStore.AddAsync(tx, DatabaseRow.From(ids.Next(), database), ct);
            warehouse.CreateDirectory(warehouse.Root);
            warehouse.CreateDirectory(warehouse.ExternalRoot);
        },
        ct);

    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidObjectException">The name is not valid, or there is no location.</exception>
    public async Task CreateAsync(Catalog? catalog, Session session, CancellationToken ct)
    {
        var name = Identifier.Normalize(catalog?.Name ?? throw Errors.InvalidObject("Catalog name cannot be null."));
        if (!NameRules.IsValidPlain(name))
        {
            throw Errors.InvalidObject($"{name} is not a valid catalog name");
        }

        var location = catalog!.LocationUri ?? throw Errors.InvalidObject("You must specify a path for the catalog");
        await db.InTransactionAsync(tx => AddAsync(tx, name, location, catalog, session, ct), ct);
    }

    /// <summary>Description and location may change, to what is not blank; the name may not.</summary>
    public Task AlterAsync(string? name, Catalog? given, CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            var catalog = (await FindAsync(tx, name, ct)).ToCatalog();
            var changed = given ?? throw Errors.Internal();
            if (changed.Name is { } newName && Identifier.Normalize(newName) != catalog.Name)
            {
                throw Errors.InvalidOperation("You cannot change a catalog's name");
            }

            catalog.Description = string.IsNullOrWhiteSpace(changed.Description) ? catalog.Description : changed.Description;
            catalog.LocationUri = string.IsNullOrWhiteSpace(changed.LocationUri) ? catalog.LocationUri : changed.LocationUri;
            await CatalogStore.UpdateAsync(tx, CatalogRow.From(catalog), ct);
        },
        ct);

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<Catalog> GetAsync(string? name, CancellationToken ct) =>
        (await db.ReadAsync(tx => FindAsync(tx, name, ct), ct)).ToCatalog();

    /// <summary>All names, ascending.</summary>
    public Task<List<string>> ListAsync(CancellationToken ct) => db.ReadAsync(tx => CatalogStore.ListNamesAsync(tx, ct), ct);

    /// <summary>Drops an empty catalog with its database <c>default</c> and its directory.</summary>
    public async Task DropAsync(string? name, CancellationToken ct)
    {
        if (CatalogName.From(name).Name == CatalogName.Default)
        {
            throw Errors.Meta("Can not drop hive catalog");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                var catalog = (await FindAsync(tx, name, ct)).ToCatalog();
                await DropDatabasesAsync(tx, catalog.Name!, name!, ct);
                await CatalogStore.DeleteAsync(tx, catalog.Name!, ct);
                tx.AfterCommit(1, () => warehouse.DeleteDirectory(Location.Qualify(catalog.LocationUri!)));
            },
            ct);
    }

    private static async Task<CatalogRow> FindAsync(Tx tx, string? name, CancellationToken ct) =>
        await CatalogStore.FindAsync(tx, CatalogName.From(name).Name, ct) ?? throw Errors.NoSuchObject($"No catalog {name}");

    private async Task DropDatabasesAsync(Tx tx, string catalog, string asGiven, CancellationToken ct)
    {
        var databases = await DatabaseStore.ListAsync(tx, catalog, ct);
        if (databases.Exists(database => database.Name != DatabaseService.Default))
        {
            throw Errors.InvalidOperation($"There are non-default databases in the catalog {asGiven} so it cannot be dropped.");
        }

        foreach (var database in databases)
        {
            if (await DatabaseContents.FindAsync(tx, database.Id, ct) is not null)
            {
                throw Errors.InvalidOperation($"There are still objects in the default database for catalog {asGiven}");
            }

            await DatabaseStore.DeleteAsync(tx, database.Id, ct);
            await events.DatabaseDroppedAsync(tx, database.ToDatabase(), ct);
        }
    }

    private async Task AddAsync(Tx tx, string name, string location, Catalog given, Session session, CancellationToken ct)
    {
        var catalog = new Catalog { Name = name, LocationUri = location, Description = given.Description, CreateTime = tx.Now };
        if (!await CatalogStore.AddAsync(tx, CatalogRow.From(catalog), ct))
        {
            throw Errors.AlreadyExists($"Catalog {name} already exists");
        }

        var directory = Location.Qualify(location);
        var database = new Database
        {
            Name = DatabaseService.Default,
            Description = $"Default database for catalog {given.Name}",
            LocationUri = directory,
            OwnerName = session.UserOrProcess,
            OwnerType = PrincipalType.USER,
            Parameters = [],
            CatalogName = name,
            CreateTime = tx.Now,
            Type = DatabaseType.NATIVE,
        };
        await DatabaseStore.AddAsync(tx, DatabaseRow.From(ids.Next(), database), ct);
        await events.DatabaseCreatedAsync(tx, database, ct);
        if (warehouse.CreateDirectory(directory))
        {
            tx.AfterRollback(() => warehouse.DeleteEmptyDirectory(directory));
        }
    }
}
