using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.SchemaRegistry;

/// <summary>Serdes with a name of their own, for versions of schemas to be mapped to.</summary>
internal sealed class SerdeService(Db db)
{
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    public async Task AddAsync(SerDeInfo? serde, CancellationToken ct)
    {
        if (!await db.InTransactionAsync(tx => AddAsync(tx, serde!, ct), ct))
        {
            throw Errors.AlreadyExists($"Serde with name {serde!.Name} already exists");
        }
    }

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public Task<SerDeInfo> GetAsync(GetSerdeRequest? request, CancellationToken ct) => db.ReadAsync(tx => FindAsync(tx, request!.SerdeName, ct), ct);

    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public static async Task<SerDeInfo> FindAsync(Tx tx, string? name, CancellationToken ct) =>
        name is not null && await SerdeStore.FindAsync(tx, name, ct) is { } payload ? ThriftBinary.Read<SerDeInfo>(payload) : throw Errors.NoSuchObject($"No SerDe named {name ?? "null"}");

    /// <summary>Adds the serde; false if there is one of that name.</summary>
    public static Task<bool> AddAsync(Tx tx, SerDeInfo serde, CancellationToken ct)
    {
        serde.Parameters ??= [];
        return SerdeStore.AddAsync(tx, serde.Name!, ThriftBinary.Write(serde), ct);
    }
}
