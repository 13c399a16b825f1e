using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Rpc;
using Metastore.Settings;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Lists partitions as partition specs, which say once what many have in common.</summary>
internal sealed class PartitionSpecListing(Db db, PartitionLimit limit)
{
    /// <summary>The first partitions of a table; all if <paramref name="max"/> is negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many.</exception>
    public Task<List<PartitionSpec>> ListAsync(TableArgument argument, int max, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            // Hive falls over a missing table name.
            argument = argument with { Table = (argument.Table ?? throw Errors.Internal()).ToLowerInvariant() };
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw Errors.NoSuchObject($"{argument} table not found");
            if (limit.IsOn)
            {
                limit.Check(argument.Table, max < 0 ? await PartitionStore.CountAsync(tx, table.Id, ct) : max);
            }

            var rows = await PartitionStore.ListAsync(tx, table.Id, NameRange.Everything, max, ct);
            return PartitionGrouping.ToSpecs(table.Table, await PartitionReader.ReadAsync(tx, table.Table, rows, ct));
        },
        ct);

    /// <summary>The partitions that a filter means, and of them the fields that are asked for, always grouped.</summary>
    /// <exception cref="MetaException">There is no such table or field, or the filter can't be read.</exception>
    public Task<GetPartitionsResponse> ListAsync(Session session, GetPartitionsRequest? request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw Errors.Meta($"{argument} table not found");
            var projection = PartitionProjection.Parse(request.ProjectionSpec?.FieldList, SessionSettings.UsesDirectSql(session));

            // As in Hive, a request for all fields is one for all partitions.
            var rows = projection is null
                ? await PartitionStore.ListAsync(tx, table.Id, NameRange.Everything, -1, ct)
                : await FindAsync(tx, table, request.FilterSpec ?? new(), ct);
            var partitions = await PartitionReader.ReadAsync(tx, table.Table, rows, ct);
            new PartitionTrim(false, request.ProjectionSpec?.IncludeParamKeyPattern, request.ProjectionSpec?.ExcludeParamKeyPattern).Apply(partitions);
            var shown = projection is null ? partitions : partitions.ConvertAll(projection.Apply);
            return new GetPartitionsResponse { PartitionSpec = PartitionGrouping.Group(table.Table, shown) };
        },
        ct);

    private static async Task<List<PartitionRow>> FindAsync(Tx tx, PartitionedTable table, GetPartitionsFilterSpec spec, CancellationToken ct)
    {
        if (!spec.__isset.filterMode)
        {
            return await PartitionStore.ListAsync(tx, table.Id, NameRange.Everything, -1, ct);
        }

        var filters = spec.Filters ?? throw Errors.Meta("The filter spec has a mode but no filters");
        switch (spec.FilterMode)
        {
            case PartitionFilterMode.BY_NAMES:
                return await PartitionStore.FindManyAsync(tx, table.Id, filters, ct);
            case PartitionFilterMode.BY_VALUES:
                var names = await PartitionNameListing.ListAsync(tx, table, PartialSpec.Parse(table.Keys, filters), -1, ct);
                return await PartitionStore.FindManyAsync(tx, table.Id, names, ct);
            case PartitionFilterMode.BY_EXPR:
                return await FilteredPartitionStore.ListAsync(tx, table.Id, PartitionFilter.ParseAll(filters, table.Keys), -1, ct);
            default:
                throw Errors.Meta($"Unsupported filter mode {(int)spec.FilterMode}");
        }
    }
}
