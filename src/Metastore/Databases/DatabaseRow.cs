using Metastore.Rpc;

namespace Metastore.Databases;

/// <summary>A stored database; the payload is Hive's struct as clients get it.</summary>
internal sealed record DatabaseRow
{
    public required long Id { get; init; }

    public required string Catalog { get; init; }

    public required string Name { get; init; }

    public required byte[] Payload { get; init; }

    public static DatabaseRow From(long id, Database database) => new()
    {
        Id = id,
        Catalog = database.CatalogName!,
        Name = database.Name!,
        Payload = ThriftBinary.Write(database),
    };

    /// <summary>The database in a stored payload for a reply; where the connection takes bytes, it can only be written.</summary>
    public static Database ForReply(byte[] payload, Session session) => session.RepliesInBinary ? new EncodedDatabase(payload) : ThriftBinary.Read<Database>(payload);

    public Database ToDatabase() => ThriftBinary.Read<Database>(Payload);
}
