using Metastore.Rpc;

namespace Metastore.Functions;

/// <summary>A stored function; the payload is Hive's struct as clients get it.</summary>
internal sealed record FunctionRow
{
    public required long Id { get; init; }

    public required long DatabaseId { get; init; }

    public required string Name { get; init; }

    public required byte[] Payload { get; init; }

    public static FunctionRow From(long id, long databaseId, Function function) => new()
    {
        Id = id,
        DatabaseId = databaseId,
        Name = function.FunctionName!,
        Payload = ThriftBinary.Write(function),
    };

    public Function ToFunction() => ThriftBinary.Read<Function>(Payload);
}
