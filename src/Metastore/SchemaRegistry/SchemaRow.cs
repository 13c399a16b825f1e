using Metastore.Rpc;

namespace Metastore.SchemaRegistry;

/// <summary>A stored schema; the payload is Hive's struct as clients get it.</summary>
internal sealed record SchemaRow
{
    public required long Id { get; init; }

    public required long DatabaseId { get; init; }

    public required string Name { get; init; }

    public required byte[] Payload { get; init; }

    public static SchemaRow From(long id, long databaseId, ISchema schema) => new()
    {
        Id = id,
        DatabaseId = databaseId,
        Name = schema.Name!,
        Payload = ThriftBinary.Write(schema),
    };

    public ISchema ToSchema() => ThriftBinary.Read<ISchema>(Payload);
}
