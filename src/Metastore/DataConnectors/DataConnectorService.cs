using Metastore.Names;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.DataConnectors;

/// <summary>Where other databases are found: what databases of the type REMOTE name. Nothing connects to them here.</summary>
internal sealed class DataConnectorService(Db db)
{
    /// <summary>Adds a connector (<c>HMSHandler.create_dataconnector_req</c>).</summary>
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    /// <exception cref="InvalidObjectException">Its name is not valid.</exception>
    public async Task CreateAsync(DataConnector? connector, Session session, CancellationToken ct)
    {
        var given = connector ?? throw Errors.Internal();
        var name = Normalized(given.Name);
        if (!NameRules.IsValid(name))
        {
            throw Errors.InvalidObject($"{given.Name} is not a valid dataconnector name");
        }

        RequirePlace(given.Type, given.Url);
        await db.InTransactionAsync(
            async tx =>
            {
                if (!await DataConnectorStore.AddAsync(tx, Stored(name, given, session.UserOrProcess, tx.Now), ct))
                {
                    throw Errors.AlreadyExists($"DataConnector {given.Name} already exists");
                }
            },
            ct);
    }

    /// <exception cref="NoSuchObjectException">There is none of that name; the text has the name as it was asked for.</exception>
    public async Task<DataConnector> GetAsync(string? name, CancellationToken ct)
    {
        var wanted = Normalized(name);
        return await db.ReadAsync(async tx => await DataConnectorStore.FindAsync(tx, wanted, ct) ?? throw Missing(name), ct);
    }

    /// <summary>All names, ascending.</summary>
    public Task<List<string>> ListNamesAsync(CancellationToken ct) => db.ReadAsync(tx => DataConnectorStore.ListNamesAsync(tx, ct), ct);

    /// <summary>
    /// Replaces URL, parameters and owner; description and owner type stay where the new one has none, name and type always
    /// (<c>ObjectStore.alterDataConnector</c>).
    /// </summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task AlterAsync(string? name, DataConnector? connector, CancellationToken ct)
    {
        var wanted = Normalized(name);
        var changed = connector ?? throw Errors.Internal();
        await db.InTransactionAsync(
            async tx =>
            {
                var stored = await DataConnectorStore.FindAsync(tx, wanted, ct) ?? throw Missing(name);
                RequirePlace(stored.Type, changed.Url);
                stored.Url = changed.Url;
                stored.Parameters = changed.Parameters ?? [];
                stored.OwnerName = changed.OwnerName;
                stored.Description = string.IsNullOrWhiteSpace(changed.Description) ? stored.Description : changed.Description;
                stored.OwnerType = changed.__isset.ownerType ? changed.OwnerType : stored.OwnerType;
                await DataConnectorStore.UpdateAsync(tx, stored, ct);
            },
            ct);
    }

    /// <summary>Removes a connector, even if databases name it: Hive never looks.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that name, and that is not allowed.</exception>
    public async Task DropAsync(string? name, bool mayBeMissing, CancellationToken ct)
    {
        var wanted = Normalized(name);
        if (!await db.InTransactionAsync(tx => DataConnectorStore.DeleteAsync(tx, wanted, ct), ct) && !mayBeMissing)
        {
            throw Errors.NoSuchObject($"DataConnector {name} doesn't exist");
        }
    }

    private static string Normalized(string? name) => Identifier.Normalize(name ?? throw Errors.Meta("Data connector name cannot be null."));

    private static NoSuchObjectException Missing(string? name) => Errors.NoSuchObject($"Dataconnector named {name} does not exist:null");

    // Hive's database takes neither without a value.
    private static void RequirePlace(string? type, string? url)
    {
        if (type is null || url is null)
        {
            throw Errors.Meta("Data connector type and URL cannot be null.");
        }
    }

    private static DataConnector Stored(string name, DataConnector given, string? owner, int createTime) => new()
    {
        Name = name,
        Type = given.Type,
        Url = given.Url,
        Description = given.Description,
        Parameters = given.Parameters ?? [],
        OwnerName = given.OwnerName ?? owner,
        OwnerType = given.__isset.ownerType ? given.OwnerType : PrincipalType.USER,
        CreateTime = createTime,
    };
}
