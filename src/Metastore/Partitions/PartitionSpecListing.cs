using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Rpc;
using Metastore.Settings;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Lists partitions as partition specs, which say once what many have in common.</summary>
internal sealed class PartitionSpecListing(PartitionReplies replies, PartitionLimit limit)
{
    /// <summary>The first partitions of a table; all if <paramref name="max"/> is negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many.</exception>
    public async Task<List<PartitionSpec>> ListAsync(TableArgument argument, int max, CancellationToken ct)
    {
        // Hive falls over a missing table name.
        argument = argument with { Table = (argument.Table ?? throw Errors.Internal()).ToLowerInvariant() };
        return await replies.ListSpecsAsync(
            argument.Name,
            () => Errors.NoSuchObject($"{argument} table not found"),
            async (tx, table) =>
            {
                await limit.CheckAsync(tx, table, argument, max, ct);
                return await replies.ReadAsync(tx, table, NameRange.Everything, max, PartitionTrim.None, ct);
            },
            ct);
    }

    /// <summary>The partitions that a filter means, and of them the fields that are asked for, always grouped.</summary>
    /// <exception cref="MetaException">There is no such table or field, or the filter can't be read.</exception>
    public async Task<GetPartitionsResponse> ListAsync(Session session, GetPartitionsRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var trim = new PartitionTrim(false, request.ProjectionSpec?.IncludeParamKeyPattern, request.ProjectionSpec?.ExcludeParamKeyPattern);
        var specs = await replies.FindAsync(
            argument.Name,
            () => Errors.Meta($"{argument} table not found"),
            async (tx, table) =>
            {
                var projection = PartitionProjection.Parse(request.ProjectionSpec?.FieldList, SessionSettings.UsesDirectSql(session));

                // As in Hive, a request for all fields is one for all partitions.
                var partitions = await ReadAsync(tx, table, projection is null ? new() : request.FilterSpec ?? new(), trim, ct);
                return partitions is null ? null : PartitionGrouping.Group(table.Table, projection is null ? partitions : partitions.ConvertAll(projection.Apply));
            },
            ct);
        return new() { PartitionSpec = specs ?? [] };
    }

    private async Task<List<Partition>?> ReadAsync(Tx tx, PartitionedTable table, GetPartitionsFilterSpec spec, PartitionTrim trim, CancellationToken ct)
    {
        if (!spec.__isset.filterMode)
        {
            return await replies.ReadAsync(tx, table, NameRange.Everything, -1, trim, ct);
        }

        var filters = spec.Filters ?? throw Errors.Meta("The filter spec has a mode but no filters");
        switch (spec.FilterMode)
        {
            case PartitionFilterMode.BY_NAMES:
                return await replies.ReadAsync(tx, table, filters, trim, ct);
            case PartitionFilterMode.BY_VALUES:
                var names = await PartitionNameListing.ListAsync(tx, table, PartialSpec.Parse(table.Keys, filters), -1, ct);
                return await replies.ReadAsync(tx, table, names, trim, ct);
            case PartitionFilterMode.BY_EXPR:
                return await replies.ReadAsync(tx, table, PartitionFilter.ParseAll(filters, table.Keys), -1, trim, ct);
            default:
                throw Errors.Meta($"Unsupported filter mode {(int)spec.FilterMode}");
        }
    }
}
