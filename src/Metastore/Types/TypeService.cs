using Metastore.Names;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Types;

/// <summary>Named types. Hive keeps them and uses them nowhere.</summary>
internal sealed class TypeService(Db db)
{
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<HiveType> GetAsync(string? name, CancellationToken ct)
    {
        var required = name ?? throw Errors.Meta("Type name cannot be null.");
        var payload = await db.ReadAsync(tx => TypeStore.FindAsync(tx, required, ct), ct);
        return payload is null ? throw Errors.NoSuchObject($"Type \"{name}\" not found.") : ThriftBinary.Read<HiveType>(payload);
    }

    /// <exception cref="InvalidObjectException">Its name is not valid.</exception>
    /// <exception cref="AlreadyExistsException">There is one of that name.</exception>
    public async Task<bool> CreateAsync(HiveType? type, CancellationToken ct)
    {
        if (type?.Name is not { } name || !NameRules.IsValidPlain(name))
        {
            throw Errors.InvalidObject("Invalid type name");
        }

        type.Fields ??= [];
        return await db.InTransactionAsync(tx => TypeStore.AddAsync(tx, name, ThriftBinary.Write(type), ct), ct)
            ? true
            : throw Errors.AlreadyExists($"Type {name} already exists");
    }

    /// <summary>Removes the type; one that is not there is no error.</summary>
    public async Task<bool> DropAsync(string? name, CancellationToken ct)
    {
        var required = name ?? throw Errors.Meta("Type name cannot be null.");
        await db.InTransactionAsync(tx => TypeStore.DeleteAsync(tx, required, ct), ct);
        return true;
    }
}
