using Metastore.Databases;
using Metastore.Names;
using Metastore.Rpc;
using Metastore.Statistics;
using Metastore.Storage;

namespace Metastore.Tables;

/// <summary>Reads tables: single ones, many of a database, and their columns.</summary>
internal sealed class TableService(Db db)
{
    /// <summary>The table, positional spelling: the database may carry the catalog.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<Table> GetAsync(Session session, string? database, string? table, CancellationToken ct)
    {
        var name = TableName.Parse(database, table);
        return TableRow.ForReply(await FindAsync(name, name, null, ct), session);
    }

    /// <summary>The table, request spelling: the database is taken as it is.</summary>
    /// <exception cref="NoSuchObjectException">There is none of that name.</exception>
    public async Task<GetTableResult> GetAsync(Session session, GetTableRequest? request, CancellationToken ct)
    {
        var (catalog, database, table) = request is null ? throw Errors.Internal() : (CatalogName.From(request.CatName).Name, request.DbName!, request.TblName!);
        var name = new TableName(catalog, Identifier.Normalize(database), Identifier.Normalize(table));
        var payload = await FindAsync(name, new(catalog, database, table), request.Capabilities, ct);
        if (!request.GetColumnStats && request.ValidWriteIdList is null)
        {
            return new() { Table = TableRow.ForReply(payload, session) };
        }

        var found = ThriftBinary.Read<Table>(payload);
        if (request.ValidWriteIdList is { } snapshot && TransactionalState.IsTransactional(found) && found.PartitionKeys is not { Count: > 0 })
        {
            TransactionalState.Judge(found, snapshot);
        }

        if (request.GetColumnStats)
        {
            found.ColStats = await GetStatisticsAsync(name, found, request, ct);
        }

        return new() { Table = found };
    }

    /// <summary>The tables of these names, in any order; missing ones are left out (<c>HMSHandler.get_table_objects_by_name_req</c>).</summary>
    /// <exception cref="UnknownDBException">There is no such database, or it is not named.</exception>
    /// <exception cref="InvalidOperationException">No names are given.</exception>
    public async Task<List<Table>> GetManyAsync(Session session, GetTablesRequest request, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(request.DbName))
        {
            throw Errors.UnknownDatabase("DB name is null or empty");
        }

        var database = DatabaseName.From(request.CatName, request.DbName);
        var names = request.TblNames;
        if (names is null && request.TablesPattern is null)
        {
            throw Errors.InvalidOperation($"{database.Database} cannot find null tables");
        }

        var payloads = names is null
            ? await FindByPatternAsync(database, request.TablesPattern!, ct)
            : await db.ReadAsync(tx => TableStore.FindManyAsync(tx, database, names.Select(Identifier.Normalize).Distinct(), ct), ct);
        if (payloads.Count == 0 && names is not [])
        {
            await EnsureDatabaseAsync(database, ct);
        }

        payloads.ForEach(payload => Capabilities.Check(payload, request.Capabilities));
        return request.ProjectionSpec is { } projection
            ? TableProjection.Apply(projection, payloads.ConvertAll(ThriftBinary.Read<Table>))
            : payloads.ConvertAll(payload => TableRow.ForReply(payload, session));
    }

    /// <summary>Columns of the table as its storage has them; with keys, the partition keys behind them (<c>get_fields</c>, <c>get_schema</c>).</summary>
    /// <exception cref="UnknownTableException">There is none of that name.</exception>
    public async Task<List<FieldSchema>> GetFieldsAsync(string? catalog, string? database, string? table, bool withKeys, CancellationToken ct)
    {
        // Hive cuts the name at its first dot.
        var name = TableName.From(catalog, database, table?.Split('.')[0]);
        var payload = await db.ReadAsync(async tx => await TableStore.FindPayloadAsync(tx, name, ct) ?? throw Errors.UnknownTable($"{name} table not found"), ct);
        var found = ThriftBinary.Read<Table>(payload);
        var columns = found.Sd?.Cols ?? [];
        return withKeys ? [.. columns, .. found.PartitionKeys ?? []] : columns;
    }

    private Task<ColumnStatistics?> GetStatisticsAsync(TableName name, Table table, GetTableRequest request, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var columns = ColumnStatsAccurate.ColumnsOf(table.Parameters);
            var row = columns.Count == 0 ? null : await TableStore.FindAsync(tx, name, ct);
            var found = row is null ? null : await StoredStatistics.OfTableAsync(tx, row, columns, request.Engine, ct);
            if (found is null)
            {
                return null;
            }

            found.StatsObj = StoredStatistics.OrderOf(table)(found.StatsObj!);
            if (request.ValidWriteIdList is { } snapshot)
            {
                found.IsStatsCompliant = TransactionalState.IsCurrent(table, table.Parameters, table.WriteId, snapshot);
            }

            return found;
        },
        ct);

    private async Task<byte[]> FindAsync(TableName name, TableName asGiven, ClientCapabilities? capabilities, CancellationToken ct)
    {
        var payload = await db.ReadAsync(
            async tx => await TableStore.FindPayloadAsync(tx, name, ct) ?? throw Errors.NoSuchObject($"{asGiven} table not found"), ct);
        Capabilities.Check(payload, capabilities);
        return payload;
    }

    private Task<List<byte[]>> FindByPatternAsync(DatabaseName database, string pattern, CancellationToken ct) => db.ReadAsync(
        async tx =>
        {
            var databases = NamePattern.Parse(database.Database);
            var tables = NamePattern.Parse(pattern);
            var found = new List<byte[]>();
            foreach (var name in await DatabaseStore.ListNamesAsync(tx, database.Catalog, ct))
            {
                if (databases.Matches(name))
                {
                    var rows = await TableStore.ListAsync(tx, new(database.Catalog, name), ct);
                    found.AddRange(rows.Where(row => tables.Matches(row.Name)).Select(row => row.Payload));
                }
            }

            return found;
        },
        ct);

    private async Task EnsureDatabaseAsync(DatabaseName database, CancellationToken ct)
    {
        var pattern = NamePattern.Parse(database.Database);
        var names = await db.ReadAsync(tx => DatabaseStore.ListNamesAsync(tx, database.Catalog, ct), ct);
        if (!names.Exists(name => pattern.Matches(name)))
        {
            throw Errors.UnknownDatabase($"Could not find database {database}: database {database}");
        }
    }
}
