using System.Text;
using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Rpc;

namespace Metastore.Partitions;

/// <summary>
/// Lists the partitions that Hive's planner asks for by an expression. That is a Java object, which is never deserialised here: bytes that are the text of
/// a filter are taken as that, none mean all partitions, and for anything else all are given and said to be unknown, so that the client looks itself.
/// </summary>
/// <remarks>Hive <c>HMSHandler.get_partitions_by_expr</c>; a text is what its <c>PartitionExpressionForMetastore</c> falls back to.</remarks>
internal sealed class ExpressionPartitions(PartitionReplies replies, FilteredPartitions filtered)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first partitions, by name; all if the number is missing or negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many.</exception>
    public async Task<PartitionsByExprResult> ListAsync(Session session, PartitionsByExprRequest? request, CancellationToken ct)
    {
        var (_, partitions, unknown) = await FindAsync(session, request, ct);
        return new() { Partitions = partitions, HasUnknownPartitions = unknown };
    }

    /// <summary>The same as partition specs.</summary>
    /// <inheritdoc cref="ListAsync"/>
    public async Task<PartitionsSpecByExprResult> ListSpecsAsync(PartitionsByExprRequest? request, CancellationToken ct)
    {
        var (table, partitions, unknown) = await FindAsync(null, request, ct);
        return new() { PartitionsSpec = PartitionGrouping.ToSpecs(table, partitions), HasUnknownPartitions = unknown };
    }

    private static (PartitionFilter Filter, bool IsUnknown) Read(byte[]? expression, PartitionedTable table)
    {
        try
        {
            return (PartitionFilter.Parse(Strict.GetString(expression ?? []), table.Keys), false);
        }
        catch (Exception e) when (e is DecoderFallbackException or MetaException)
        {
            return (PartitionFilter.Parse(null, table.Keys), true);
        }
    }

    private async Task<(Table Table, List<Partition> Partitions, bool IsUnknown)> FindAsync(
        Session? session, PartitionsByExprRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern, session);
        var max = request.__isset.maxParts ? request.MaxParts : -1;
        var (used, isUnknown) = (new Table(), false);
        var partitions = await replies.ListAsync(
            argument.Name,
            () => PartitionedTable.Missing(argument.Name),
            trim,
            (tx, table) =>
            {
                (used, (var filter, isUnknown)) = (table.Table, Read(request.Expr, table));
                return filtered.ListAsync(tx, table, argument, filter, max, trim, ct);
            },
            ct);
        return (used, partitions, isUnknown);
    }
}
