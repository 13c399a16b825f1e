using System.Text;
using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>
/// Lists the partitions that Hive's planner asks for by an expression. That is a Java object, which is never deserialised here: bytes that are the text of
/// a filter are taken as that, none mean all partitions, and for anything else all are given and said to be unknown, so that the client looks itself.
/// </summary>
/// <remarks>Hive <c>HMSHandler.get_partitions_by_expr</c>; a text is what its <c>PartitionExpressionForMetastore</c> falls back to.</remarks>
internal sealed class ExpressionPartitions(Db db, PartitionLimit limit)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The first partitions, by name; all if the number is missing or negative.</summary>
    /// <exception cref="NoSuchObjectException">There is no such table.</exception>
    /// <exception cref="MetaException">They are too many.</exception>
    public Task<PartitionsByExprResult> ListAsync(PartitionsByExprRequest? request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var (_, partitions, unknown) = await FindAsync(tx, request, ct);
            return new PartitionsByExprResult { Partitions = partitions, HasUnknownPartitions = unknown };
        },
        ct);

    /// <summary>The same as partition specs.</summary>
    /// <inheritdoc cref="ListAsync"/>
    public Task<PartitionsSpecByExprResult> ListSpecsAsync(PartitionsByExprRequest? request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var (table, partitions, unknown) = await FindAsync(tx, request, ct);
            return new PartitionsSpecByExprResult { PartitionsSpec = PartitionGrouping.ToSpecs(table.Table, partitions), HasUnknownPartitions = unknown };
        },
        ct);

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

    private async Task<(PartitionedTable Table, List<Partition> Partitions, bool IsUnknown)> FindAsync(
        Tx tx, PartitionsByExprRequest? request, CancellationToken ct)
    {
        var argument = request is null ? throw Errors.Internal() : new TableArgument(request.CatName, request.DbName, request.TblName);
        var table = await PartitionedTable.FindAsync(tx, argument.Name, ct) ?? throw PartitionedTable.Missing(argument.Name);
        var (filter, unknown) = Read(request.Expr, table);
        var max = request.__isset.maxParts ? request.MaxParts : -1;
        if (limit.IsOn)
        {
            limit.Check(argument.Table, max < 0 ? (await FilteredPartitionStore.ListNamesAsync(tx, table.Id, filter, -1, ct)).Count : max);
        }

        var rows = await FilteredPartitionStore.ListAsync(tx, table.Id, filter, max, ct);
        var trim = new PartitionTrim(request.SkipColumnSchemaForPartition, request.IncludeParamKeyPattern, request.ExcludeParamKeyPattern);
        return (table, trim.Apply(await PartitionReader.ReadAsync(tx, table.Table, rows, ct)), unknown);
    }
}
