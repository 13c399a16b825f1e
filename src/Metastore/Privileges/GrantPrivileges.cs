using Metastore.Databases;
using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Privileges;

/// <summary>Grants and revokes privileges; a request is carried out as a whole or not at all.</summary>
internal sealed class GrantPrivileges(Db db, Ids ids)
{
    /// <summary>Grants all of a bag. What is about a table or partition that there isn't is passed over, as in Hive.</summary>
    /// <exception cref="MetaException">One of them is granted already, or there is no such role or database.</exception>
    public async Task<bool> GrantAsync(PrivilegeBag? bag, CancellationToken ct)
    {
        await db.InTransactionAsync(tx => GrantAllAsync(tx, bag, ct), ct);
        return true;
    }

    /// <summary>Revokes all of a bag, or only the right to grant it further.</summary>
    /// <exception cref="MetaException">One of them is not granted, or the principal may not grant it anyway.</exception>
    public async Task<bool> RevokeAsync(PrivilegeBag? bag, bool grantOptionOnly, CancellationToken ct)
    {
        await db.InTransactionAsync(
            async tx =>
            {
                foreach (var privilege in bag?.Privileges ?? [])
                {
                    await RevokeOneAsync(tx, privilege, grantOptionOnly, ct);
                }
            },
            ct);
        return true;
    }

    /// <summary>Grants or revokes, as the request says.</summary>
    public async Task<GrantRevokePrivilegeResponse> ChangeAsync(GrantRevokePrivilegeRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            Success = request.RequestType switch
            {
                GrantRevokeType.GRANT => await GrantAsync(request.Privileges, ct),
                GrantRevokeType.REVOKE => await RevokeAsync(request.Privileges, request.RevokeGrantOption, ct),
                _ => throw Errors.Meta($"Unknown request type {request.RequestType}"),
            },
        };
    }

    /// <summary>Makes the request's grants the only ones of an authorizer on a database, a table or its columns.</summary>
    public async Task<GrantRevokePrivilegeResponse> RefreshAsync(HiveObjectRef? reference, string? authorizer, GrantRevokePrivilegeRequest? request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.ObjectType is not (HiveObjectType.DATABASE or HiveObjectType.TABLE or HiveObjectType.COLUMN))
        {
            throw Errors.Meta($"Unexpected object type {reference.ObjectType}");
        }

        await db.InTransactionAsync(
            async tx =>
            {
                if (await PrivilegeObject.ReadAsync(tx, reference, ct) is { } on)
                {
                    var old = (await PrivilegeStore.ListAsync(tx, on, ct)).Where(row => row.Authorizer == authorizer);
                    await PrivilegeStore.DeleteAsync(tx, old.Select(row => row.Id), ct);
                }

                await GrantAllAsync(tx, request?.Privileges, ct);
            },
            ct);
        return new() { Success = true };
    }

    /// <summary>The row of one of a grant's privileges.</summary>
    public static PrivilegeRow Row(long id, PrivilegeObject on, (long? Database, long? Table) place, HiveObjectPrivilege given, string privilege, long created) => new()
    {
        Id = id,
        ObjectType = on.Type,
        DatabaseId = place.Database,
        TableId = place.Table,
        PartitionName = on.Partition.Length == 0 ? null : on.Partition,
        ColumnName = on.Column.Length == 0 ? null : on.Column,
        PrincipalType = given.PrincipalType,
        Principal = given.PrincipalName!,
        Privilege = privilege,
        Grantor = given.GrantInfo!.Grantor,
        GrantorType = given.GrantInfo.GrantorType,
        GrantOption = given.GrantInfo.GrantOption,
        Created = created,
        Authorizer = given.Authorizer,
    };

    private static string[] NamesOf(HiveObjectPrivilege given) => given.GrantInfo?.Privilege?.Split(',') ?? [];

    private static bool IsOf(PrivilegeRow row, HiveObjectPrivilege given) => row.PrincipalType == given.PrincipalType && row.Principal == given.PrincipalName;

    // Whoever granted it, and for whichever authorizer (ObjectStore.revokePrivileges).
    private static async Task RevokeOneAsync(Tx tx, HiveObjectPrivilege given, bool grantOptionOnly, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(given.HiveObject);
        if (string.IsNullOrWhiteSpace(given.GrantInfo?.Privilege))
        {
            return;
        }

        var on = await PrivilegeObject.ReadAsync(tx, given.HiveObject, ct);
        var rows = on is null ? [] : (await PrivilegeStore.ListAsync(tx, on, ct)).FindAll(row => IsOf(row, given));
        var inWhichCase = given.HiveObject.ObjectType is HiveObjectType.GLOBAL or HiveObjectType.DATABASE ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var names = NamesOf(given);
        var found = Array.ConvertAll(names, name => rows.Find(row => row.Privilege.Equals(name, inWhichCase)));
        if (found is [null, ..])
        {
            throw AccessErrors.InvalidObject(NotGranted(names[0], on, given.HiveObject));
        }

        // What is not granted is passed over behind what is, as in Hive.
        foreach (var row in found.OfType<PrivilegeRow>())
        {
            await RevokeAsync(tx, row, grantOptionOnly, ct);
        }
    }

    private static Task RevokeAsync(Tx tx, PrivilegeRow row, bool grantOptionOnly, CancellationToken ct)
    {
        if (!grantOptionOnly)
        {
            return PrivilegeStore.DeleteAsync(tx, [row.Id], ct);
        }

        return row.GrantOption
            ? PrivilegeStore.TakeGrantOptionAsync(tx, row.Id, ct)
            : throw Errors.Meta($"User {row.Principal} does not have grant option with privilege {row.Privilege}");
    }

    private static string NotGranted(string privilege, PrivilegeObject? on, HiveObjectRef reference) => reference.ObjectType switch
    {
        HiveObjectType.GLOBAL => $"No user grant found for privileges {privilege}",
        HiveObjectType.DATABASE => $"No database grant found for privileges {privilege} on database {reference.DbName}",
        HiveObjectType.TABLE => $"No grant ({privilege}) found  on table {reference.ObjectName}, database is {reference.DbName}",
        _ => $"No grant ({privilege}) found  on table {on?.Table ?? reference.ObjectName}"
            + (on is { Partition: { Length: > 0 } partition } ? $", partition is {partition}" : "")
            + (reference.ObjectType == HiveObjectType.COLUMN ? $", column name = {reference.ColumnName}" : "")
            + $", database is {on?.Database ?? reference.DbName}",
    };

    /// <summary>Where the object is: the database's id and the table's id; null if there is no such table or partition.</summary>
    /// <exception cref="MetaException">There is no such database.</exception>
    public static async Task<(long? Database, long? Table)?> FindAsync(Tx tx, PrivilegeObject on, CancellationToken ct)
    {
        switch (on.Type)
        {
            case HiveObjectType.GLOBAL:
                return (null, null);
            case HiveObjectType.DATABASE:
                var name = on.FullName.DatabaseName;
                var database = await DatabaseStore.FindAsync(tx, name, ct) ?? throw AccessErrors.NoSuchObject($"There is no database {name}");
                return (database.Id, null);
            default:
                var table = await TableStore.FindAsync(tx, on.FullName, ct);
                var isThere = table is not null && (on.Partition.Length == 0 || await PartitionStore.FindAsync(tx, table.Id, on.Partition, ct) is not null);
                return isThere ? (null, table!.Id) : null;
        }
    }

    private async Task GrantAllAsync(Tx tx, PrivilegeBag? bag, CancellationToken ct)
    {
        foreach (var given in bag?.Privileges ?? [])
        {
            ArgumentNullException.ThrowIfNull(given.HiveObject);
            AccessErrors.RequireKnown(given.PrincipalType);
            var principal = given.PrincipalName ?? throw Errors.Meta("Principal name cannot be null.");
            if (given.PrincipalType == PrincipalType.ROLE && !await RoleStore.ExistsAsync(tx, principal, ct))
            {
                throw AccessErrors.NoSuchObject($"Role {principal} does not exist");
            }

            if (await PrivilegeObject.ReadAsync(tx, given.HiveObject, ct) is { } on && await FindAsync(tx, on, ct) is { } place && await IsKeptAsync(tx, on, place, ct))
            {
                await GrantOneAsync(tx, on, place, given, ct);
            }
        }
    }

    private static async Task<bool> IsKeptAsync(Tx tx, PrivilegeObject on, (long? Database, long? Table) place, CancellationToken ct) =>
        on.Partition.Length == 0 || await PartitionWriteStore.TouchAsync(tx, place.Table!.Value, on.Partition, ct);

    private async Task GrantOneAsync(Tx tx, PrivilegeObject on, (long? Database, long? Table) place, HiveObjectPrivilege given, CancellationToken ct)
    {
        var info = given.GrantInfo ?? throw Errors.Meta("Grant information cannot be null.");
        var old = (await PrivilegeStore.ListAsync(tx, on, ct)).Where(row => IsOf(row, given) && (given.Authorizer is null || row.Authorizer == given.Authorizer));
        var held = old.Where(row => string.Equals(row.Grantor, info.Grantor, StringComparison.OrdinalIgnoreCase)).Select(row => row.Privilege).ToHashSet();
        if (NamesOf(given).FirstOrDefault(name => !held.Add(name)) is { } twice)
        {
            throw AccessErrors.InvalidObject($"{twice} is already granted{on.Place(given.HiveObject!)} by {info.Grantor}");
        }

        await PrivilegeStore.AddAsync(tx, [.. NamesOf(given).Select(name => Row(ids.Next(), on, place, given, name, tx.Now))], ct);
    }
}
