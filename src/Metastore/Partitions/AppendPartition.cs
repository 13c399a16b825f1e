using Metastore.Names;
using Metastore.Storage;
using Metastore.Tables;

namespace Metastore.Partitions;

/// <summary>Adds a partition that is stored as its table is (<c>HMSHandler.append_partition_common</c>).</summary>
internal sealed class AppendPartition(Db db, NewPartitions newPartitions)
{
    /// <summary>The partition of these values.</summary>
    /// <exception cref="InvalidObjectException">There is no such table.</exception>
    /// <exception cref="AlreadyExistsException">There is a partition with these values.</exception>
    /// <exception cref="MetaException">The values do not fit, or the table is a view.</exception>
    public Task<Partition> RunAsync(string? database, string? table, List<string>? values, EnvironmentContext? context, CancellationToken ct) =>
        AnswerAsync(RunAsync(TableName.Parse(database, table), values, context, ct), ParsedDatabase.Parse(database).Database, table);

    /// <summary>The partition of this name; components of other keys are ignored.</summary>
    /// <inheritdoc cref="RunAsync(string?, string?, List{string}?, EnvironmentContext?, CancellationToken)"/>
    public Task<Partition> RunAsync(string? database, string? table, string? partition, EnvironmentContext? context, CancellationToken ct)
    {
        var name = TableName.Parse(database, table);
        return string.IsNullOrEmpty(partition)
            ? throw Errors.Meta("The partition name must not be null or empty.")
            : AnswerAsync(RunAsync(name, partition, context, ct), ParsedDatabase.Parse(database).Database, table);
    }

    /// <summary>The partition that a request gives the values of or, without values, names.</summary>
    /// <inheritdoc cref="RunAsync(string?, string?, List{string}?, EnvironmentContext?, CancellationToken)"/>
    public Task<Partition> RunAsync(AppendPartitionsRequest? request, CancellationToken ct)
    {
        var name = TableName.From(request!.CatalogName, request.DbName, request.TableName);
        var appended = request is { PartVals: not { Count: > 0 }, Name: { } partition }
            ? RunAsync(name, partition, request.EnvironmentContext, ct)
            : RunAsync(name, request.PartVals, request.EnvironmentContext, ct);
        return AnswerAsync(appended, ParsedDatabase.From(request.CatalogName, request.DbName).Database, request.TableName);
    }

    private Task<Partition> RunAsync(TableName name, List<string>? values, EnvironmentContext? context, CancellationToken ct) => values is { Count: > 0 }
        ? AppendAsync(name, _ => values, "Unable to add partition because table or database do not exist", context, ct)
        : throw Errors.Meta("The partition values must not be null or empty.");

    private Task<Partition> RunAsync(TableName name, string partition, EnvironmentContext? context, CancellationToken ct) => AppendAsync(
        name,
        table => PartitionName.ReadValues(partition, table.PartitionKeys ?? [], Errors.InvalidObject),
        $"{name.Database}.{name.Table} table not found",
        context,
        ct);

    // Hive gives the names back as they were sent.
    private static async Task<Partition> AnswerAsync(Task<Partition> appended, string? database, string? table)
    {
        var partition = await appended;
        (partition.DbName, partition.TableName) = (database, table);
        return partition;
    }

    private Task<Partition> AppendAsync(
        TableName name, Func<Table, List<string>> values, string missing, EnvironmentContext? context, CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            var row = await TableStore.FindAsync(tx, name, ct) ?? throw Errors.InvalidObject(missing);
            var table = row.ToTable();
            var partition = New(name, table, values(table));
            var added = await NewPartitions.SelectAsync(tx, row, table, [partition], Existing.Refuse, ct);
            await newPartitions.AddAsync(tx, row, table, added, context?.Properties ?? [], ct);
            return added[0].ToAnswer(name);
        },
        ct);

    private static Partition New(TableName name, Table table, List<string> values)
    {
        if (table.Sd?.Location is null)
        {
            throw Errors.Meta("Cannot append a partition to a view");
        }

        // Hive makes the name before anything else, so that a table without keys is told of by that.
        _ = PartitionName.Make(table.PartitionKeys ?? [], values);
        table.Sd.SerdeInfo ??= new();
        var descriptor = DescriptorShape.Of(table.Sd);
        descriptor.Location = null;
        return new() { Values = values, DbName = name.Database, TableName = name.Table, CatName = name.Catalog, Sd = descriptor };
    }
}
