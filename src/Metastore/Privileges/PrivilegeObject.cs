using Metastore.Names;
using Metastore.Partitions;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Privileges;

/// <summary>What a privilege is about, by name. Parts that don't apply are empty.</summary>
internal sealed record PrivilegeObject
{
    public required HiveObjectType Type { get; init; }

    public string Catalog { get; init; } = "";

    public string Database { get; init; } = "";

    public string Table { get; init; } = "";

    /// <summary>The partition's name, of a partition or of one of its columns.</summary>
    public string Partition { get; init; } = "";

    public string Column { get; init; } = "";

    public TableName FullName => new(Catalog, Database, Table);

    /// <summary>How messages say where a privilege is granted, in the client's spelling: empty for everywhere, else with a blank before it.</summary>
    public string Place(HiveObjectRef given) => Type switch
    {
        HiveObjectType.GLOBAL => "",
        HiveObjectType.DATABASE => $" on database {given.DbName}",
        HiveObjectType.COLUMN when Partition.Length == 0 => $" on column {given.ColumnName} [{given.DbName},{given.ObjectName}]",
        HiveObjectType.COLUMN => $" on column {given.ColumnName} [{given.DbName},{given.ObjectName},{Partition}]",
        HiveObjectType.PARTITION => $" on partition [{given.DbName},{given.ObjectName},{Partition}]",
        _ => $" on table [{given.DbName},{given.ObjectName}]",
    };

    /// <summary>Reads a client's reference; null if it is about a partition of a table that there isn't.</summary>
    /// <exception cref="MetaException">The values of a partition do not fit its table.</exception>
    public static async Task<PrivilegeObject?> ReadAsync(Tx tx, HiveObjectRef reference, CancellationToken ct)
    {
        if (reference.ObjectType == HiveObjectType.GLOBAL)
        {
            return new() { Type = HiveObjectType.GLOBAL };
        }

        var database = DatabaseName.From(reference.CatName, reference.DbName);
        var named = new PrivilegeObject { Type = reference.ObjectType, Catalog = database.Catalog, Database = database.Database };
        return reference.ObjectType == HiveObjectType.DATABASE ? named : await ReadInTableAsync(tx, named, reference, ct);
    }

    private static async Task<PrivilegeObject?> ReadInTableAsync(Tx tx, PrivilegeObject database, HiveObjectRef reference, CancellationToken ct)
    {
        var named = database with
        {
            Table = Identifier.Normalize(reference.ObjectName ?? throw Errors.Meta("Table name cannot be null.")),
            Column = reference.ObjectType == HiveObjectType.COLUMN ? Identifier.Normalize(reference.ColumnName ?? "") : "",
        };
        var needsPartition = reference.ObjectType == HiveObjectType.PARTITION || (reference.ObjectType == HiveObjectType.COLUMN && reference.PartValues is { Count: > 0 });
        if (!needsPartition)
        {
            return named;
        }

        var table = await TableStore.FindAsync(tx, named.FullName, ct);
        return table is null ? null : named with { Partition = PartitionName.Make(table.ToTable().PartitionKeys ?? [], reference.PartValues ?? []) };
    }
}
