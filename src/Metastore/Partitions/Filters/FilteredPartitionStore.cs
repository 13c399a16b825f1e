using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Partitions.Filters;

/// <summary>Reads the names of the partitions that a filter may mean.</summary>
internal static class FilteredPartitionStore
{
    /// <summary>The names in ranges, ascending, if the table is still at its version.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, PartitionedTable table, IReadOnlyList<NameRange> ranges, CancellationToken ct) => tx.QueryAsync<string>(
        $"""
        SELECT p.name
        FROM {tx.Dialect.Pairs("starts", "ends")} r
        CROSS JOIN partitions p
        WHERE p.table_id = (SELECT id FROM tables WHERE id = @Id AND version = @Version) AND p.name >= r.low AND p.name < r.high
        ORDER BY p.name
        """,
        new
        {
            table.Id,
            table.Row.Version,
            starts = tx.Dialect.List(ranges.Select(range => range.Low)),
            ends = tx.Dialect.List(ranges.Select(range => range.High)),
        },
        ct);
}
