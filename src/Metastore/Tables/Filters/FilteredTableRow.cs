using Metastore.Rpc;

namespace Metastore.Tables.Filters;

/// <summary>What table filters see of a table. The payload is read once, and only if a filter asks for what is in it.</summary>
internal sealed record FilteredTableRow
{
    private Table? _table;

    public required string Name { get; init; }

    public required string Type { get; init; }

    public string? Owner { get; init; }

    /// <summary>Null where no filter reads it.</summary>
    public byte[]? Payload { get; init; }

    public Table Table => _table ??= ThriftBinary.Read<Table>(Payload!);
}
