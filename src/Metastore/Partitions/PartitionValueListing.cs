using Metastore.Names;
using Metastore.Partitions.Filters;

namespace Metastore.Partitions;

/// <summary>Lists values of partition keys (<c>get_partition_values</c>): as they are in the names, escaped, and in the order of their text.</summary>
internal sealed class PartitionValueListing(PartitionReplies replies)
{
    /// <exception cref="MetaException">There is no such table or key, or the filter can't be read.</exception>
    public async Task<PartitionValuesResponse> ListAsync(PartitionValuesRequest? request, CancellationToken ct)
    {
        // Hive falls over both.
        if (request?.PartitionKeys is null or [])
        {
            throw Errors.Internal();
        }

        var argument = new TableArgument(request.CatName, request.DbName, request.TblName);
        var found = await replies.FindAsync(
            argument.Name,
            () => Failure($"{argument} table not found"),
            async (tx, table) =>
            {
                var filter = PartitionFilter.Parse(request.Filter, table.Keys);

                // With a filter, Hive takes the first names before it puts them in order.
                var names = await PartitionReplies.ReadNamesAsync(tx, table, filter, filter.IsEverything ? -1 : MaxOf(request), ct);
                var rows = Rows(request, table, names ?? []);
                return names is null ? null : rows;
            },
            ct);
        return new() { PartitionValues = found ?? [] };
    }

    private static List<PartitionValuesRow> Rows(PartitionValuesRequest request, PartitionedTable table, List<string> names)
    {
        var shown = IndexesOf(request.PartitionKeys!, table);
        var order = request.PartitionOrder is null or [] ? shown : IndexesOf(request.PartitionOrder, table);
        List<string[]> partitions = [.. names.Select(name => ValuesOf(name, table.Keys.Count)).OfType<string[]>()];
        partitions.Sort((left, right) => Compare(left, right, order) * (request.Ascending ? 1 : -1));
        var rows = partitions.Select(values => new PartitionValuesRow { Row = [.. shown.Select(i => values[i])] });
        if (request.ApplyDistinct)
        {
            rows = rows.DistinctBy(row => string.Join(PartitionName.Separator, row.Row!));
        }

        return [.. rows.Take(MaxOf(request))];
    }

    private static int MaxOf(PartitionValuesRequest request) => request.MaxParts is < 0 or > int.MaxValue ? int.MaxValue : (int)request.MaxParts;

    private static int[] IndexesOf(List<FieldSchema> asked, PartitionedTable table) => [.. asked.Select(key =>
        table.Keys.FindIndex(own => string.Equals(own.Name, key.Name, StringComparison.OrdinalIgnoreCase)) is var index and >= 0
            ? index
            : throw Failure($"{key.Name} is not a partition key of {table.Name}"))];

    private static string[]? ValuesOf(string name, int keys)
    {
        Span<Range> ranges = stackalloc Range[keys];
        if (PartitionName.FindValues(name, ranges) != keys)
        {
            return null;
        }

        var values = new string[keys];
        for (var i = 0; i < keys; i++)
        {
            values[i] = name[ranges[i]];
        }

        return values;
    }

    private static int Compare(string[] left, string[] right, int[] order)
    {
        foreach (var i in order)
        {
            if (Utf8Order.Compare(left[i], right[i]) is var result and not 0)
            {
                return result;
            }
        }

        return 0;
    }

    private static MetaException Failure(string reason) => Errors.Meta($"Error retrieving partition values: {reason}");
}
