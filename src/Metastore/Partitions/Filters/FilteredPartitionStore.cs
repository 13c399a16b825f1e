using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Partitions.Filters;

/// <summary>Reads the partitions of one table that a filter means.</summary>
internal static class FilteredPartitionStore
{
    /// <summary>The first names that match, ascending; no limit if it is negative.</summary>
    public static async Task<List<string>> ListNamesAsync(Tx tx, long tableId, PartitionFilter filter, int limit, CancellationToken ct)
    {
        if (limit == 0 || filter.Ranges.Count == 0)
        {
            return [];
        }

        var names = filter.Ranges is [var range]
            ? await PartitionStore.ListNamesAsync(tx, tableId, range, filter.IsRange ? limit : -1, ct)
            : await ListNamesAsync(tx, tableId, filter.Ranges, ct);
        return filter.IsRange ? names : [.. names.Where(name => filter.Matches(name)).Take(limit < 0 ? int.MaxValue : limit)];
    }

    /// <summary>The first partitions that match, by name; no limit if it is negative.</summary>
    public static async Task<List<PartitionRow>> ListAsync(Tx tx, long tableId, PartitionFilter filter, int limit, CancellationToken ct)
    {
        if (filter.IsRange)
        {
            return await PartitionStore.ListAsync(tx, tableId, filter.Ranges[0], limit, ct);
        }

        var names = await ListNamesAsync(tx, tableId, filter, limit, ct);
        return names.Count == 0 ? [] : await PartitionStore.FindManyAsync(tx, tableId, names, ct);
    }

    private static Task<List<string>> ListNamesAsync(Tx tx, long tableId, IReadOnlyList<NameRange> ranges, CancellationToken ct) => tx.QueryAsync<string>(
        $"""
        SELECT p.name
        FROM {tx.Dialect.Pairs("starts", "ends")} r
        CROSS JOIN partitions p
        WHERE p.table_id = @tableId AND p.name >= r.low AND p.name < r.high
        ORDER BY p.name
        """,
        new
        {
            tableId,
            starts = tx.Dialect.List(ranges.Select(range => range.Low)),
            ends = tx.Dialect.List(ranges.Select(range => range.High)),
        },
        ct);
}
