using Metastore.Databases;
using Metastore.Names;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Tables;
using Thrift;

namespace Metastore.Partitions;

/// <summary>Adds partitions, and makes their directories; all of a call or none (<c>HMSHandler.add_partitions_core</c>).</summary>
internal sealed class AddPartitions(Db db, NewPartitions newPartitions, UpdateStatistics statistics)
{
    /// <summary>One partition; the answer is the client's own struct, completed.</summary>
    /// <exception cref="InvalidObjectException">There is no such table.</exception>
    /// <exception cref="AlreadyExistsException">There is a partition with these values.</exception>
    /// <exception cref="MetaException">Something about the partition is not valid.</exception>
    public async Task<Partition> RunAsync(Partition? given, EnvironmentContext? context, CancellationToken ct)
    {
        var partition = given ?? throw Errors.Meta("Partition cannot be null.");
        var table = TableName.From(partition.CatName, partition.DbName, partition.TableName);
        return (await AddAsync(table, _ => [partition], ifNotExists: false, context?.Properties ?? [], ct))[0];
    }

    /// <summary>Partitions of one table; how many there were.</summary>
    /// <inheritdoc cref="RunAsync(Partition?, EnvironmentContext?, CancellationToken)"/>
    public async Task<int> RunAsync(List<Partition>? given, CancellationToken ct)
    {
        var partitions = given ?? throw Errors.Meta("Partition list cannot be null.");
        if (partitions.Count == 0)
        {
            return 0;
        }

        var first = partitions[0];
        var table = TableName.From(first.CatName, first.DbName, first.TableName);
        return (await AddAsync(table, _ => OfOne(partitions, first.DbName, first.TableName), ifNotExists: false, [], ct)).Count;
    }

    /// <summary>Partitions that share storage descriptors; how many there were.</summary>
    /// <inheritdoc cref="RunAsync(Partition?, EnvironmentContext?, CancellationToken)"/>
    public async Task<int> RunAsync(List<PartitionSpec>? given, CancellationToken ct)
    {
        var specs = given ?? throw Errors.Meta("The list of partition specs cannot be null.");
        if (specs.Count == 0)
        {
            return 0;
        }

        var first = specs[0];
        var table = TableName.From(first.CatName, first.DbName, first.TableName);
        return (await AddAsync(table, _ => PartitionSpecs.Expand(specs, table), ifNotExists: false, [], ct)).Count;
    }

    /// <summary>Partitions of one table; those that there are already may be passed over.</summary>
    /// <inheritdoc cref="RunAsync(Partition?, EnvironmentContext?, CancellationToken)"/>
    public async Task<AddPartitionsResult> RunAsync(AddPartitionsRequest? request, CancellationToken ct)
    {
        var partitions = request!.Parts ?? [];
        if (partitions.Count == 0)
        {
            return new();
        }

        var database = ParsedDatabase.From(request.CatName, request.DbName).Database;
        RequireNames(partitions);
        var table = TableName.From(request.CatName, request.DbName, request.TblName);
        var added = await AddAsync(
            table, stored => OfOne(Completed(partitions, request, stored), database, request.TblName), request.IfNotExists, request.EnvironmentContext?.Properties ?? [], ct);
        if (!request.NeedResult)
        {
            return new();
        }

        return request.SkipColumnSchemaForPartition
            ? new() { Partitions = PartitionTrim.WithoutColumns.Apply(added), PartitionColSchema = await ColumnsAsync(table, ct) }
            : new() { Partitions = added };
    }

    private Task<List<FieldSchema>?> ColumnsAsync(TableName table, CancellationToken ct) =>
        db.ReadAsync(async tx => (await TableStore.FindAsync(tx, table, ct))?.ToTable().Sd?.Cols, ct);

    // A partition may bring its columns' statistics along; the answer is without (Hive's replication loads them so).
    private async Task<List<Partition>> AddAsync(
        TableName name, Func<Table, List<Partition>> given, bool ifNotExists, Dictionary<string, string> context, CancellationToken ct)
    {
        var added = await AddRowsAsync(name, given, ifNotExists, context, ct);
        var measured = added.FindAll(partition => partition.ColStats is not null);
        await statistics.SetAsync(new() { ColStats = measured.ConvertAll(partition => partition.ColStats!) }, ct);
        measured.ForEach(partition => partition.ColStats = null);
        return added;
    }

    // To look for what is there puts PostgreSQL's serializable writes to neighbouring tables in each other's way, so that is done once adding has failed.
    private async Task<List<Partition>> AddRowsAsync(
        TableName name, Func<Table, List<Partition>> given, bool ifNotExists, Dictionary<string, string> context, CancellationToken ct)
    {
        try
        {
            return await AddRowsAsync(name, given, ifNotExists ? Existing.PassOver : Existing.NotLookedFor, context, ct);
        }
        catch (TException error) when (!ifNotExists && !StorageErrors.IsOfWriter(error))
        {
            return await AddRowsAsync(name, given, Existing.Refuse, context, ct);
        }
    }

    private Task<List<Partition>> AddRowsAsync(
        TableName name, Func<Table, List<Partition>> given, Existing existing, Dictionary<string, string> context, CancellationToken ct) => db.InTransactionAsync(
        async tx =>
        {
            var row = await TableStore.FindAsync(tx, name, ct) ?? throw await MissingAsync(tx, name, ct);
            var table = row.ToTable();
            var added = await NewPartitions.SelectAsync(tx, row, table, given(table), existing, ct);
            await newPartitions.AddAsync(tx, row, table, added, context, ct);
            return added.ConvertAll(partition => partition.ToAnswer(name));
        },
        ct);

    private static async Task<InvalidObjectException> MissingAsync(Tx tx, TableName name, CancellationToken ct)
    {
        RemoteDatabases.Refuse(await DatabaseStore.FindAsync(tx, name.DatabaseName, ct), $"Operation add_partitions not supported for REMOTE database {name.Database}");
        return Errors.InvalidObject($"Unable to add partitions because {name} does not exist");
    }

    private static void RequireNames(List<Partition> partitions)
    {
        if (partitions.Exists(partition => partition.DbName is null || partition.TableName is null))
        {
            throw Errors.Meta("The database and table name must be set in the partition.");
        }
    }

    // Clients of Hive 4 may leave the columns out, in all partitions alike.
    private static List<Partition> Completed(List<Partition> partitions, AddPartitionsRequest request, Table table)
    {
        if (request.SkipColumnSchemaForPartition)
        {
            partitions.ForEach(partition => partition.Sd?.Cols = table.Sd?.Cols);
        }

        return partitions;
    }

    // Hive 4.0 compares with case.
    private static List<Partition> OfOne(List<Partition> partitions, string? database, string? table) =>
        partitions.Find(partition => partition.DbName != database || partition.TableName != table) is { } other
            ? throw Errors.Meta($"Partition does not belong to target table {database}.{table}: {PartitionShape.Text(other)}")
            : partitions;
}
