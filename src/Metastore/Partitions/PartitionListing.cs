using Metastore.Names;
using Metastore.Privileges;
using Metastore.Rpc;
using Metastore.Statistics;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Lists whole partitions, by name: all of a table, those of some values, those of given names.</summary>
internal sealed class PartitionListing(Db db, PartitionLimit limit)
{
    /// <summary>The first partitions of a table; all if <paramref name="max"/> is negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many.</exception>
    public Task<List<Partition>> ListAsync(TableArgument argument, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await FindTableAsync(tx, argument, ct);
            return await ListAsync(tx, table, argument, max, grantee, trim, ct);
        },
        ct);

    /// <summary>The same, request spelling.</summary>
    /// <inheritdoc cref="ListAsync(TableArgument, int, Grantee?, PartitionTrim, CancellationToken)"/>
    public async Task<PartitionsResponse> ListAsync(Session session, PartitionsRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, session);
        return new() { Partitions = await ListAsync(argument, request.MaxParts, null, trim, ct) };
    }

    /// <summary>The first partitions of these values, by position, an empty one being any; all of the table if there are no values at all.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many, or the values are.</exception>
    public Task<List<Partition>> ListByValuesAsync(
        TableArgument argument, List<string>? values, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await FindTableAsync(tx, argument, ct);
            return values is null
                ? await ListAsync(tx, table, argument, max, grantee, trim, ct)
                : await ListByValuesAsync(tx, table, argument, PartialSpec.Parse(table.Keys, values), max, grantee, trim, ct);
        },
        ct);

    /// <summary>The same, request spelling; names in it count more than values.</summary>
    /// <inheritdoc cref="ListByValuesAsync(TableArgument, List{string}?, int, Grantee?, PartitionTrim, CancellationToken)"/>
    public async Task<GetPartitionsPsWithAuthResponse> ListByValuesAsync(Session session, GetPartitionsPsWithAuthRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, session);
        var grantee = new Grantee(request.UserName, request.GroupNames);
        var partitions = request.PartNames is { } names
            ? await db.ReadAsync(async tx => await FindAsync(tx, await FindTableAsync(tx, argument, ct), names, grantee, trim, ct), ct)
            : await ListByValuesAsync(argument, request.PartVals, request.MaxParts, grantee, trim, ct);
        return new() { Partitions = partitions };
    }

    /// <summary>The partitions of these names; unknown ones are left out.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table. Hive 4.0 says InvalidObject, and Presto tries again then.</exception>
    /// <exception cref="MetaException">They are too many, or there is no list.</exception>
    public Task<List<Partition>> FindManyAsync(TableArgument argument, List<string>? names, PartitionTrim trim, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw Errors.NoSuchObject($"{argument} table not found");
            return await FindAsync(tx, table, Checked(argument, names), null, trim, ct);
        },
        ct);

    /// <summary>The same for Hive 4's clients, with their statistics if they are wanted.</summary>
    /// <exception cref="InvalidObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many, or there is no list.</exception>
    public Task<GetPartitionsByNamesResult> FindManyAsync(Session session, GetPartitionsByNamesRequest? request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var argument = request is null ? throw Errors.Internal() : new TableArgument(null, request.Db_name, request.Tbl_name);
            var table = await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw Errors.InvalidObject($"{argument} table not found");
            var target = request.Get_col_stats ? null : session;
            var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, target);
            var partitions = await FindAsync(tx, table, Checked(argument, request.Names), null, trim, ct);
            if (request.Get_col_stats)
            {
                await AddStatisticsAsync(tx, table, partitions, request.Engine, ct);
            }

            return new GetPartitionsByNamesResult { Partitions = partitions };
        },
        ct);

    private static async Task<PartitionedTable> FindTableAsync(Tx tx, TableArgument argument, CancellationToken ct) =>
        await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw PartitionedTable.Missing(argument.Name);

    private static async Task<List<Partition>> FindAsync(
        Tx tx, PartitionedTable table, List<string> names, Grantee? grantee, PartitionTrim trim, CancellationToken ct) =>
        names.Count == 0 ? [] : await ReadAsync(tx, table, await PartitionStore.FindManyAsync(tx, table.Id, names, ct), grantee, trim, ct);

    private static async Task<List<Partition>> ReadAsync(
        Tx tx, PartitionedTable table, List<PartitionRow> rows, Grantee? grantee, PartitionTrim trim, CancellationToken ct)
    {
        if (grantee is not { User: { } user, Groups: { } groups } || !PartitionPrivileges.AreKept(table.Table))
        {
            return await PartitionReader.ReadAsync(tx, table.Table, rows, trim, ct);
        }

        var partitions = await PartitionReader.ReadAsync(tx, table.Table, rows, ct);
        var sets = await PartitionPrivileges.GetSetsAsync(tx, table.Id, rows.ConvertAll(row => row.Name), user, groups, ct);
        for (var i = 0; i < rows.Count; i++)
        {
            partitions[i].Privileges = sets[rows[i].Name];
        }

        return trim.Apply(partitions);
    }

    private static async Task AddStatisticsAsync(Tx tx, PartitionedTable table, List<Partition> partitions, string? engine, CancellationToken ct)
    {
        var named = partitions.ToDictionary(partition => PartitionName.Make(table.Keys, partition.Values!), StringComparer.Ordinal);
        foreach (var (name, statistics) in await StoredStatistics.OfPartitionsAsync(tx, table.Row, named.Keys, null, engine, ct))
        {
            named[name].ColStats = statistics;
        }
    }

    private List<string> Checked(TableArgument argument, List<string>? names)
    {
        limit.Check(argument.Table, names?.Count ?? throw Errors.Meta("Partition names cannot be null."));
        return names;
    }

    private async Task<List<Partition>> ListAsync(
        Tx tx, PartitionedTable table, TableArgument argument, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct)
    {
        if (limit.IsOn)
        {
            limit.Check(argument.Table, max < 0 ? await PartitionStore.CountAsync(tx, table.Id, ct) : max);
        }

        return await ReadAsync(tx, table, await PartitionStore.ListAsync(tx, table.Id, NameRange.Everything, max, ct), grantee, trim, ct);
    }

    private async Task<List<Partition>> ListByValuesAsync(
        Tx tx, PartitionedTable table, TableArgument argument, PartialSpec spec, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct)
    {
        if (spec.IsRange && !limit.IsOn)
        {
            return await ReadAsync(tx, table, await PartitionStore.ListAsync(tx, table.Id, spec.Range, max, ct), grantee, trim, ct);
        }

        var names = await PartitionNameListing.ListAsync(tx, table.Id, spec, -1, ct);
        limit.Check(argument.Table, max < 0 ? names.Count : max);
        return await FindAsync(tx, table, max < 0 ? names : [.. names.Take(max)], grantee, trim, ct);
    }
}
