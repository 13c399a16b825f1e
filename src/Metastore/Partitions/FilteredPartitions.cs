using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Lists and counts the partitions that a filter means; the first of them, if a number is asked for that is not negative.</summary>
/// <remarks>A filter that can't be read, or not over these keys, is MetaException before all else but the table's absence.</remarks>
internal sealed class FilteredPartitions(PartitionReplies replies, PartitionLimit limit)
{
    /// <summary>By name; a missing or empty filter means all (<c>get_partitions_by_filter</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table, or database or table is empty.</exception>
    /// <exception cref="MetaException">The filter can't be read, or they are too many.</exception>
    public Task<List<Partition>> ListAsync(TableArgument argument, string? filter, int max, PartitionTrim trim, CancellationToken ct)
    {
        CheckNamed(argument);
        return replies.ListAsync(
            argument.Name,
            () => PartitionedTable.Missing(argument.Name),
            trim,
            (tx, table) => ListAsync(tx, table, argument, PartitionFilter.Parse(filter, table.Keys), max, trim, ct),
            ct);
    }

    /// <summary>The same, request spelling.</summary>
    /// <inheritdoc cref="ListAsync(TableArgument, string?, int, PartitionTrim, CancellationToken)"/>
    public Task<List<Partition>> ListAsync(Session session, GetPartitionsByFilterRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, session);
        return ListAsync(argument, request.Filter, request.__isset.maxParts ? request.MaxParts : -1, trim, ct);
    }

    /// <summary>The same as partition specs (<c>get_part_specs_by_filter</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">The filter can't be read, or they are too many.</exception>
    public Task<List<PartitionSpec>> ListSpecsAsync(TableArgument argument, string? filter, int max, CancellationToken ct) => replies.ListSpecsAsync(
        argument.Name,
        () => Errors.NoSuchTable(argument.Name),
        (tx, table) => ListAsync(tx, table, argument, PartitionFilter.Parse(filter, table.Keys), max, PartitionTrim.None, ct),
        ct);

    /// <summary>How many there are (<c>get_num_partitions_by_filter</c>).</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">The filter can't be read, or no table is named.</exception>
    public async Task<int> CountAsync(string? database, string? table, string? filter, CancellationToken ct)
    {
        if (ParsedDatabase.Parse(database).Database is null || table is null)
        {
            throw Errors.Meta("The DB and table name cannot be null.");
        }

        var name = TableName.Parse(database, table);
        return await replies.FindAsync(
            name,
            () => PartitionedTable.Missing(name),
            async (tx, found) => PartitionFilter.Parse(filter, found.Keys) is { IsEverything: false } meant
                ? (await PartitionReplies.ReadNamesAsync(tx, found, meant, -1, ct))?.Count
                : await PartitionStore.CountAsync(tx, found, ct),
            ct) ?? 0;
    }

    /// <summary>The same within a read of a table's partitions; null if there are none.</summary>
    /// <exception cref="MetaException">They are too many.</exception>
    public async Task<List<Partition>?> ListAsync(
        Tx tx, PartitionedTable table, TableArgument argument, PartitionFilter filter, int max, PartitionTrim trim, CancellationToken ct)
    {
        if (limit.IsOn)
        {
            limit.Check(argument.Table, max < 0 ? (await PartitionReplies.ReadNamesAsync(tx, table, filter, -1, ct))?.Count ?? 0 : max);
        }

        return await replies.ReadAsync(tx, table, filter, max, trim, ct);
    }

    private static void CheckNamed(TableArgument argument)
    {
        if (ParsedDatabase.From(argument.Catalog, argument.Database).Database is "")
        {
            throw Errors.NoSuchObject("dbName is not valid");
        }

        if (argument.Table is "")
        {
            throw Errors.NoSuchObject("tblName is not valid");
        }
    }
}
