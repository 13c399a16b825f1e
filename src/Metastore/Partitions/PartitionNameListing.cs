using System.Text;
using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Rpc;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Lists names of partitions, in byte order.</summary>
internal sealed class PartitionNameListing(PartitionReplies replies)
{
    /// <summary>The first names of a table's partitions; all if <paramref name="max"/> is negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table (Hive 3; Hive 4.0 answers with no names, and its own clients ask by the request).</exception>
    public Task<List<string>> ListAsync(Session session, TableArgument argument, int max, CancellationToken ct)
    {
        var name = argument.Name;
        return replies.ListNamesAsync(
            session, name, () => Errors.NoSuchTable(name), (tx, table) => PartitionReplies.ReadNamesAsync(tx, table, NameRange.Everything, max, session, ct), ct);
    }

    /// <summary>The same, request spelling: none if there is no such table.</summary>
    /// <exception cref="MetaException">Database or table is empty.</exception>
    public async Task<List<string>> ListAsync(Session session, PartitionsRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        if (EmptyIn(argument) is { } empty)
        {
            throw Errors.Meta(empty);
        }

        try
        {
            return await ListAsync(session, argument, request.MaxParts, ct);
        }
        catch (NoSuchObjectException)
        {
            return [];
        }
    }

    /// <summary>The first names of those that an expression means, in the order that the request asks for.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">The expression can't be read; only filters as text can.</exception>
    public async Task<List<string>> ListAsync(PartitionsByExprRequest? request, CancellationToken ct)
    {
        var name = (request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName)).Name;
        return await replies.FindAsync(
            name,
            () => PartitionedTable.Missing(name),
            async (tx, table) =>
            {
                var filter = PartitionFilter.Parse(Encoding.UTF8.GetString(request.Expr ?? []), table.Keys);
                var order = PartitionOrder.Parse(request.Order, table.Keys);
                var names = await PartitionReplies.ReadNamesAsync(tx, table, filter, order is null ? request.MaxParts : -1, ct);
                return order is null ? names : names?.Order(order).Take(request.MaxParts < 0 ? int.MaxValue : request.MaxParts).ToList();
            },
            ct) ?? [];
    }

    /// <summary>The first names of the partitions of these values, by position, an empty one being any.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">There are no values, or more than keys.</exception>
    public Task<List<string>> ListByValuesAsync(Session session, TableArgument argument, List<string>? values, int max, CancellationToken ct)
    {
        var name = argument.Name;
        return replies.ListNamesAsync(
            session,
            name,
            () => Errors.NoSuchTable(name),
            (tx, table) => ReadAsync(tx, table, PartialSpec.Parse(table.Keys, values ?? throw Errors.Meta("Partition values cannot be null.")), max, session, ct),
            ct);
    }

    /// <summary>The same, request spelling.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table, or database or table is empty.</exception>
    /// <exception cref="MetaException">There are no values, or more than keys.</exception>
    public async Task<GetPartitionNamesPsResponse> ListByValuesAsync(Session session, GetPartitionNamesPsRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        if (EmptyIn(argument) is { } empty)
        {
            throw Errors.NoSuchObject(empty);
        }

        return new() { Names = await ListByValuesAsync(session, argument, request.PartValues, request.MaxParts, ct) };
    }

    /// <summary>The first names that match; no limit if it is negative.</summary>
    public static async Task<List<string>> ListAsync(Tx tx, PartitionedTable table, PartialSpec spec, int max, CancellationToken ct) =>
        await ReadAsync(tx, table, spec, max, null, ct) ?? [];

    private static async Task<List<string>?> ReadAsync(Tx tx, PartitionedTable table, PartialSpec spec, int max, Session? session, CancellationToken ct)
    {
        if (spec.IsRange)
        {
            return await PartitionReplies.ReadNamesAsync(tx, table, spec.Range, max, session, ct);
        }

        var names = await PartitionReplies.ReadNamesAsync(tx, table, spec.Range, -1, null, ct);
        return names is null ? null : [.. names.Where(name => spec.Matches(name)).Take(max < 0 ? int.MaxValue : max)];
    }

    private static string? EmptyIn(TableArgument argument) =>
        argument.GivenDatabase.Length == 0 ? "dbName is not valid"
        : string.IsNullOrEmpty(argument.Table) ? "tblName is not valid"
        : null;
}
