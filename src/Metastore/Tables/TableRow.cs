using System.Data.Common;
using Metastore.Names;
using Metastore.Rpc;

namespace Metastore.Tables;

/// <summary>A stored table; the payload is Hive's struct as clients get it.</summary>
internal sealed record TableRow
{
    public required long Id { get; init; }

    public required long DatabaseId { get; init; }

    public required string Catalog { get; init; }

    public required string Database { get; init; }

    public required string Name { get; init; }

    /// <summary>Counts the changes; a conditional update names the one it has read.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Hive's table type, such as EXTERNAL_TABLE.</summary>
    public required string Type { get; init; }

    /// <summary>The parameter <c>comment</c>, which listings show.</summary>
    public string? Comment { get; init; }

    public string? Owner { get; init; }

    public long OwnerType { get; init; } = (long)PrincipalType.USER;

    public required byte[] Payload { get; init; }

    public TableName FullName => new(Catalog, Database, Name);

    /// <summary>The row of a table whose names are set and whose shape is the one clients get.</summary>
    public static TableRow From(long id, long databaseId, Table table) => new()
    {
        Id = id,
        DatabaseId = databaseId,
        Catalog = table.CatName!,
        Database = table.DbName!,
        Name = table.TableName!,
        Type = table.TableType!,
        Comment = table.Parameters!.GetValueOrDefault("comment"),
        Owner = table.Owner,
        OwnerType = (long)table.OwnerType,
        Payload = ThriftBinary.Write(table),
    };

    /// <summary>The row at which a reader stands, its columns in the order of this type's properties.</summary>
    public static TableRow Read(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        DatabaseId = reader.GetInt64(1),
        Catalog = reader.GetString(2),
        Database = reader.GetString(3),
        Name = reader.GetString(4),
        Version = reader.GetInt64(5),
        Type = reader.GetString(6),
        Comment = reader.IsDBNull(7) ? null : reader.GetString(7),
        Owner = reader.IsDBNull(8) ? null : reader.GetString(8),
        OwnerType = reader.GetInt64(9),
        Payload = reader.GetFieldValue<byte[]>(10),
    };

    /// <summary>The table in a stored payload for a reply; where the connection takes bytes, it can only be written.</summary>
    public static Table ForReply(byte[] payload, Session session) => session.RepliesInBinary ? new EncodedTable(payload) : ThriftBinary.Read<Table>(payload);

    public Table ToTable() => ThriftBinary.Read<Table>(Payload);
}
