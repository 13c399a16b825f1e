using Metastore.Names;
using Metastore.Privileges;
using Metastore.Rpc;
using Metastore.Statistics;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Lists whole partitions, by name: all of a table, those of some values, those of given names.</summary>
internal sealed class PartitionListing(PartitionReplies replies, PartitionLimit limit)
{
    /// <summary>The first partitions of a table; all if <paramref name="max"/> is negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many.</exception>
    public Task<List<Partition>> ListAsync(TableArgument argument, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct) =>
        ReadAsync(argument, trim, (tx, table) => ListAsync(tx, table, argument, max, grantee, trim, ct), ct);

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
        TableArgument argument, List<string>? values, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct) =>
        ReadAsync(
            argument,
            trim,
            (tx, table) => values is null
                ? ListAsync(tx, table, argument, max, grantee, trim, ct)
                : ListByValuesAsync(tx, table, argument, PartialSpec.Parse(table.Keys, values), max, grantee, trim, ct),
            ct);

    /// <summary>The same, request spelling; names in it count more than values.</summary>
    /// <inheritdoc cref="ListByValuesAsync(TableArgument, List{string}?, int, Grantee?, PartitionTrim, CancellationToken)"/>
    public async Task<GetPartitionsPsWithAuthResponse> ListByValuesAsync(Session session, GetPartitionsPsWithAuthRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, session);
        var grantee = new Grantee(request.UserName, request.GroupNames);
        var partitions = request.PartNames is { } names
            ? await ReadAsync(argument, trim, (tx, table) => FindAsync(tx, table, names, grantee, trim, ct), ct)
            : await ListByValuesAsync(argument, request.PartVals, request.MaxParts, grantee, trim, ct);
        return new() { Partitions = partitions };
    }

    /// <summary>The partitions of these names; unknown ones are left out.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table. Hive 4.0 says InvalidObject, and Presto tries again then.</exception>
    /// <exception cref="MetaException">They are too many, or there is no list.</exception>
    public Task<List<Partition>> FindManyAsync(TableArgument argument, List<string>? names, PartitionTrim trim, CancellationToken ct) => replies.ListAsync(
        argument.Name,
        () => Errors.NoSuchObject($"{argument} table not found"),
        trim,
        (tx, table) => FindAsync(tx, table, Checked(argument, names), null, trim, ct),
        ct);

    /// <summary>The same for Hive 4's clients, with their statistics if they are wanted.</summary>
    /// <exception cref="InvalidObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many, or there is no list.</exception>
    public async Task<GetPartitionsByNamesResult> FindManyAsync(Session session, GetPartitionsByNamesRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(null, request.Db_name, request.Tbl_name);
        var target = request.Get_col_stats ? null : session;
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, target);
        var partitions = await replies.ListAsync(
            argument.Name,
            () => Errors.InvalidObject($"{argument} table not found"),
            trim,
            async (tx, table) =>
            {
                var found = await FindAsync(tx, table, Checked(argument, request.Names), null, trim, ct);
                return request.Get_col_stats && found is not null ? await WithStatisticsAsync(tx, table, found, request.Engine, ct) : found;
            },
            ct);
        return new() { Partitions = partitions };
    }

    private Task<List<Partition>> ReadAsync(
        TableArgument argument, PartitionTrim trim, Func<Tx, PartitionedTable, Task<List<Partition>?>> read, CancellationToken ct) =>
        replies.ListAsync(argument.Name, () => PartitionedTable.Missing(argument.Name), trim, read, ct);

    private Task<List<Partition>?> FindAsync(Tx tx, PartitionedTable table, List<string> names, Grantee? grantee, PartitionTrim trim, CancellationToken ct) =>
        WithPrivilegesAsync(tx, table, grantee, trim, own => replies.ReadAsync(tx, table, names, own, ct), ct);

    // Where a user asks, what it may do with each partition, if the table keeps that.
    private static async Task<List<Partition>?> WithPrivilegesAsync(
        Tx tx, PartitionedTable table, Grantee? grantee, PartitionTrim trim, Func<PartitionTrim, Task<List<Partition>?>> read, CancellationToken ct)
    {
        if (grantee is not { User: { } user, Groups: { } groups } || !PartitionPrivileges.AreKept(table.Table))
        {
            return await read(trim);
        }

        if (await read(PartitionTrim.None) is not { } partitions)
        {
            return null;
        }

        var names = partitions.ConvertAll(partition => PartitionName.Make(table.Keys, partition.Values!));
        var sets = await PartitionPrivileges.GetSetsAsync(tx, table.Id, names, user, groups, ct);
        for (var i = 0; i < names.Count; i++)
        {
            partitions[i].Privileges = sets[names[i]];
        }

        return trim.Apply(partitions);
    }

    private static async Task<List<Partition>> WithStatisticsAsync(Tx tx, PartitionedTable table, List<Partition> partitions, string? engine, CancellationToken ct)
    {
        var named = partitions.ToDictionary(partition => PartitionName.Make(table.Keys, partition.Values!), StringComparer.Ordinal);
        var inOrder = StoredStatistics.OrderOf(table.Table);
        foreach (var (name, statistics) in await StoredStatistics.OfPartitionsAsync(tx, table.Row, named.Keys, null, engine, ct))
        {
            var right = ColumnStatsAccurate.ColumnsOf(named[name].Parameters);
            statistics.StatsObj = inOrder(statistics.StatsObj!.Where(column => right.Contains(column.ColName!)));
            named[name].ColStats = statistics.StatsObj.Count > 0 ? statistics : null;
        }

        return partitions;
    }

    private List<string> Checked(TableArgument argument, List<string>? names)
    {
        limit.Check(argument.Table, names?.Count ?? throw Errors.Meta("Partition names cannot be null."));
        return names;
    }

    private async Task<List<Partition>?> ListAsync(
        Tx tx, PartitionedTable table, TableArgument argument, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct)
    {
        await limit.CheckAsync(tx, table, argument, max, ct);
        return await WithPrivilegesAsync(tx, table, grantee, trim, own => replies.ReadAsync(tx, table, NameRange.Everything, max, own, ct), ct);
    }

    private async Task<List<Partition>?> ListByValuesAsync(
        Tx tx, PartitionedTable table, TableArgument argument, PartialSpec spec, int max, Grantee? grantee, PartitionTrim trim, CancellationToken ct)
    {
        if (spec.IsRange && !limit.IsOn)
        {
            return await WithPrivilegesAsync(tx, table, grantee, trim, own => replies.ReadAsync(tx, table, spec.Range, max, own, ct), ct);
        }

        var names = await PartitionNameListing.ListAsync(tx, table, spec, -1, ct);
        limit.Check(argument.Table, max < 0 ? names.Count : max);
        return await FindAsync(tx, table, max < 0 ? names : [.. names.Take(max)], grantee, trim, ct);
    }
}
