using Metastore.Catalogs;
using Metastore.Names;
using Metastore.Notifications;
using Metastore.Rpc;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Databases;

/// <summary>Databases: a name in a catalog, a location, an owner and parameters.</summary>
internal sealed class DatabaseService(Db db, Ids ids, WarehouseFiles warehouse, EventWriter events)
{
    /// <summary>The database that each catalog has from the beginning.</summary>
    public const string Default = "default";

    /// <summary>Makes a database, and its directory (<c>HMSHandler.create_database</c>).</summary>
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidObjectException">The name is not valid, or there is no such catalog.</exception>
    public async Task CreateAsync(Database? database, Session session, CancellationToken ct)
    {
        var given = database ?? throw Errors.Internal();
        var name = DatabaseName.From(given.CatalogName, given.Name);
        if (!NameRules.IsValid(name.Database))
        {
            throw Errors.InvalidObject($"{given.Name} is not a valid database name");
        }

        await db.InTransactionAsync(tx => AddAsync(tx, name, given, session, ct), ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<Database> GetAsync(Session session, string? catalog, string? name, CancellationToken ct)
    {
        var found = DatabaseName.From(catalog, name);
        var payload = await db.ReadAsync(async tx => await DatabaseStore.FindPayloadAsync(tx, found, ct) ?? throw Missing(catalog, name), ct);
        return DatabaseRow.ForReply(payload, session);
    }

    /// <summary>Names that match Hive's pattern, ascending. The pattern may carry the catalog.</summary>
    public async Task<List<string>> ListNamesAsync(string? pattern, CancellationToken ct)
    {
        var scope = ParsedDatabase.Parse(pattern);
        var matcher = NamePattern.Parse(scope.Database);
        var names = await db.ReadAsync(tx => DatabaseStore.ListNamesAsync(tx, scope.Catalog, ct), ct);
        return names.FindAll(name => matcher.Matches(name));
    }

    /// <summary>Databases whose name matches Hive's pattern, by name.</summary>
    public async Task<List<Database>> ListAsync(Session session, string? catalog, string? pattern, CancellationToken ct)
    {
        var matcher = NamePattern.Parse(pattern);
        var rows = await db.ReadAsync(tx => DatabaseStore.ListAsync(tx, CatalogName.From(catalog).Name, ct), ct);
        return rows.FindAll(row => matcher.Matches(row.Name)).ConvertAll(row => DatabaseRow.ForReply(row.Payload, session));
    }

    /// <summary>
    /// Replaces parameters and owner; description, locations and owner type stay where the new object has none.
    /// Another name is accepted and not taken (<c>HMSHandler.alter_database</c>).
    /// </summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task AlterAsync(string? name, Database? changed, CancellationToken ct)
    {
        _ = changed ?? throw Errors.Internal();
        await db.InTransactionAsync(
            async tx =>
            {
                var row = await FindAsync(tx, null, name, ct);
                var database = row.ToDatabase();
                database.Description = string.IsNullOrWhiteSpace(changed.Description) ? database.Description : changed.Description;
                database.LocationUri = changed.LocationUri is { } location ? Location.Qualify(location) : database.LocationUri;
                database.ManagedLocationUri = changed.ManagedLocationUri is { Length: > 0 } managed ? Location.Qualify(managed) : database.ManagedLocationUri;
                database.Parameters = WithoutNulls(changed.Parameters);
                database.OwnerName = changed.OwnerName;
                if (changed.__isset.ownerType)
                {
                    database.OwnerType = changed.OwnerType;
                }

                await DatabaseStore.UpdateAsync(tx, DatabaseRow.From(row.Id, database), ct);
                await events.DatabaseAlteredAsync(tx, row, database, ct);
            },
            ct);
    }

    /// <summary>The database that a request of Hive 4 describes.</summary>
    public static Database FromRequest(CreateDatabaseRequest request)
    {
        var database = new Database
        {
            Name = request.DatabaseName,
            Description = request.Description,
            LocationUri = request.LocationUri,
            Parameters = request.Parameters,
            OwnerName = request.OwnerName,
            CatalogName = request.CatalogName,
            ManagedLocationUri = request.ManagedLocationUri,
            Connector_name = request.DataConnectorName,
            Remote_dbname = request.Remote_dbname,
        };
        if (request.__isset.ownerType)
        {
            database.OwnerType = request.OwnerType;
        }

        if (request.__isset.type)
        {
            database.Type = request.Type;
        }

        return database;
    }

    private static Dictionary<string, string> WithoutNulls(Dictionary<string, string>? parameters) =>
        parameters?.Where(pair => pair.Value is not null).ToDictionary() ?? [];

    private static async Task<DatabaseRow> FindAsync(Tx tx, string? catalog, string? name, CancellationToken ct)
    {
        var found = DatabaseName.From(catalog, name);
        return await DatabaseStore.FindAsync(tx, found, ct) ?? throw Missing(catalog, name);
    }

    private static NoSuchObjectException Missing(string? catalog, string? name)
    {
        var given = ParsedDatabase.From(catalog, name);
        return Errors.NoSuchObject($"database {given.Catalog}.{given.Database}");
    }

    private async Task AddAsync(Tx tx, DatabaseName name, Database given, Session session, CancellationToken ct)
    {
        var catalog = await CatalogStore.FindAsync(tx, name.Catalog, ct) ?? throw Errors.InvalidObject($"No such catalog {name.Catalog}");
        var location = given.LocationUri is { Length: > 0 } own ? Location.Qualify(own) : DefaultLocation(catalog, name);
        var database = new Database
        {
            Name = name.Database,
            Description = given.Description,
            LocationUri = location,
            Parameters = WithoutNulls(given.Parameters),
            OwnerName = given.OwnerName ?? session.UserOrProcess,
            OwnerType = given.__isset.ownerType ? given.OwnerType : PrincipalType.USER,
            CatalogName = name.Catalog,
            CreateTime = tx.Now,
            Type = given.__isset.type ? given.Type : DatabaseType.NATIVE,
            ManagedLocationUri = given.ManagedLocationUri is { Length: > 0 } managed ? Location.Qualify(managed) : null,
            Connector_name = given.Connector_name,
            Remote_dbname = given.Remote_dbname,
        };
        if (!await DatabaseStore.AddAsync(tx, DatabaseRow.From(ids.Next(), database), ct))
        {
            throw Errors.AlreadyExists($"Database {given.Name} already exists");
        }

        await events.DatabaseCreatedAsync(tx, database, ct);
        warehouse.CreateDirectory(tx, location);
        if (database.ManagedLocationUri is not null)
        {
            warehouse.CreateDirectory(tx, database.ManagedLocationUri);
        }
    }

    // Hive 4.0: the catalog hive uses the external warehouse, other catalogs their own location.
    private string DefaultLocation(CatalogRow catalog, DatabaseName name)
    {
        var root = name.Catalog == CatalogName.Default ? warehouse.ExternalRoot : Location.Qualify(catalog.ToCatalog().LocationUri!);
        return name.Database == Default ? root : Location.Below(root, $"{name.Database}.db");
    }
}
