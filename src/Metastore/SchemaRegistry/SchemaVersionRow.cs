using Metastore.Rpc;

namespace Metastore.SchemaRegistry;

/// <summary>A stored version of a schema; the payload is Hive's struct as clients get it.</summary>
internal sealed record SchemaVersionRow
{
    public required long SchemaId { get; init; }

    public required int Version { get; init; }

    public required byte[] Payload { get; init; }

    public static SchemaVersionRow From(long schemaId, SchemaVersion version) => new()
    {
        SchemaId = schemaId,
        Version = version.Version,
        Payload = ThriftBinary.Write(version),
    };

    public SchemaVersion ToVersion() => ThriftBinary.Read<SchemaVersion>(Payload);
}
