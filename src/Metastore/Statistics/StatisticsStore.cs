using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Statistics;

/// <summary>
/// The rows of column statistics. They are keyed by the table's id, so that a renamed table keeps them and a dropped one takes them along.
/// Those of a partition go with it in <see cref="Partitions.PartitionWriteStore"/>; whoever changes columns calls <see cref="ChangedColumns"/>.
/// </summary>
internal static class StatisticsStore
{
    /// <summary>The partition name under which the statistics of the table itself are kept.</summary>
    public const string WholeTable = "";

    /// <summary>One engine's statistics of these columns (null: all) of the table itself, or of all of these partitions; by partition and column.</summary>
    public static Task<List<StatisticsRow>> FindAsync(
        Tx tx, long tableId, IEnumerable<string> partitions, IEnumerable<string>? columns, string engine, CancellationToken ct) => tx.QueryAsync<StatisticsRow>(
        $"""
        SELECT table_id, partition_name, column_name, engine, column_type, last_analyzed, payload
        FROM column_statistics
        WHERE table_id = @tableId AND partition_name {tx.Dialect.AnyOf("partitions")} AND engine = @engine
            AND (@all = 1 OR column_name {tx.Dialect.AnyOf("columns")})
        ORDER BY partition_name, column_name
        """,
        new { tableId, engine, all = columns is null ? 1 : 0, partitions = tx.Dialect.List(partitions), columns = tx.Dialect.List(columns ?? []) },
        ct);

    /// <summary>
    /// One engine's statistics of these columns of the table itself, as clients get them and in the bytes that go over the wire, by column;
    /// empty if there is no such table, and a single null if there are no such statistics.
    /// </summary>
    public static Task<List<byte[]?>> FindPayloadsAsync(Tx tx, TableName table, IEnumerable<string> columns, string engine, CancellationToken ct) => tx.QueryAsync<byte[]?>(
        $"""
        SELECT s.payload
        FROM tables t
        LEFT JOIN column_statistics s ON s.table_id = t.id AND s.partition_name = '' AND s.engine = @engine AND s.column_name {tx.Dialect.AnyOf("columns")}
        WHERE t.catalog = @Catalog AND t.database = @Database AND t.name = @Table
        ORDER BY s.column_name
        """,
        new { table.Catalog, table.Database, table.Table, engine, columns = tx.Dialect.List(columns) },
        ct);

    /// <summary>
    /// <see cref="FindAsync"/> for partitions of a table that is not known yet: empty if there is no such table, and a single row without a
    /// partition if there are no such statistics.
    /// </summary>
    public static Task<List<StatisticsRow>> FindOfPartitionsAsync(
        Tx tx, TableName table, IEnumerable<string> partitions, IEnumerable<string> columns, string engine, CancellationToken ct) => tx.QueryAsync<StatisticsRow>(
        $"""
        SELECT t.id AS table_id, s.partition_name, s.column_name, s.engine, s.column_type, s.last_analyzed, s.payload
        FROM tables t
        LEFT JOIN column_statistics s ON s.table_id = t.id AND s.partition_name {tx.Dialect.AnyOf("partitions")} AND s.engine = @engine
            AND s.column_name {tx.Dialect.AnyOf("columns")}
        WHERE t.catalog = @Catalog AND t.database = @Database AND t.name = @Table
        ORDER BY s.partition_name, s.column_name
        """,
        new { table.Catalog, table.Database, table.Table, engine, partitions = tx.Dialect.List(partitions), columns = tx.Dialect.List(columns) },
        ct);

    /// <summary>What all engines know of the columns of these partitions, or of the table itself.</summary>
    public static Task<List<StatisticsRow>> ListAsync(Tx tx, long tableId, IEnumerable<string> partitions, CancellationToken ct) => tx.QueryAsync<StatisticsRow>(
        $"""
        SELECT table_id, partition_name, column_name, engine, column_type, last_analyzed, payload
        FROM column_statistics
        WHERE table_id = @tableId AND partition_name {tx.Dialect.AnyOf("partitions")}
        ORDER BY partition_name, column_name, engine
        """,
        new { tableId, partitions = tx.Dialect.List(partitions) },
        ct);

    /// <summary>Writes the rows over what there is; of rows with one key, the last one counts.</summary>
    public static Task PutAsync(Tx tx, IEnumerable<StatisticsRow> rows, CancellationToken ct)
    {
        var unique = rows.Reverse().DistinctBy(row => (row.TableId, row.PartitionName, row.ColumnName, row.Engine)).ToArray();
        return tx.ExecuteManyAsync(
            $"""
            INSERT INTO column_statistics (table_id, partition_name, column_name, engine, column_type, last_analyzed, payload)
            {tx.Dialect.Rows("table", "partition", "column", "engine", "type", "analyzed", "payload")}
            ON CONFLICT (table_id, partition_name, column_name, engine)
            DO UPDATE SET column_type = excluded.column_type, last_analyzed = excluded.last_analyzed, payload = excluded.payload
            """,
            ct,
            ("table", Array.ConvertAll(unique, row => row.TableId)),
            ("partition", Array.ConvertAll(unique, row => row.PartitionName)),
            ("column", Array.ConvertAll(unique, row => row.ColumnName)),
            ("engine", Array.ConvertAll(unique, row => row.Engine)),
            ("type", Array.ConvertAll(unique, row => row.ColumnType)),
            ("analyzed", Array.ConvertAll(unique, row => row.LastAnalyzed)),
            ("payload", Array.ConvertAll(unique, row => row.Payload)));
    }

    /// <summary>Forgets columns (null: all) of the table itself or of partitions, for one engine (null: all); which there were, of each engine.</summary>
    public static Task<List<(string Partition, string Column)>> DeleteAsync(
        Tx tx, long tableId, IEnumerable<string> partitions, IEnumerable<string>? columns, string? engine, CancellationToken ct) => tx.QueryAsync<(string, string)>(
        $"""
        DELETE FROM column_statistics
        WHERE table_id = @tableId AND partition_name {tx.Dialect.AnyOf("partitions")}
            AND (@everyColumn = 1 OR column_name {tx.Dialect.AnyOf("columns")})
            AND (@everyEngine = 1 OR engine = @engine)
        RETURNING partition_name, column_name
        """,
        new
        {
            tableId,
            partitions = tx.Dialect.List(partitions),
            everyColumn = columns is null ? 1 : 0,
            columns = tx.Dialect.List(columns ?? []),
            everyEngine = engine is null ? 1 : 0,
            engine = engine ?? "",
        },
        ct);

    /// <summary>Forgets what all engines know of the columns of these rows.</summary>
    public static Task DeleteAsync(Tx tx, long tableId, IReadOnlyCollection<StatisticsRow> rows, CancellationToken ct) => rows.Count == 0 ? Task.CompletedTask : tx.ExecuteAsync(
        $"""
        DELETE FROM column_statistics
        WHERE table_id = @tableId AND (partition_name, column_name) IN (SELECT low, high FROM {tx.Dialect.Pairs("partitions", "columns")} gone)
        """,
        new
        {
            tableId,
            partitions = tx.Dialect.List(rows.Select(row => row.PartitionName)),
            columns = tx.Dialect.List(rows.Select(row => row.ColumnName)),
        },
        ct);

    /// <summary>Forgets all of the table and of its partitions, for a truncated table.</summary>
    public static Task DeleteAllAsync(Tx tx, long tableId, CancellationToken ct) =>
        tx.ExecuteAsync("DELETE FROM column_statistics WHERE table_id = @tableId", new { tableId }, ct);

    /// <summary>Forgets all of these partitions, for dropped or truncated ones.</summary>
    public static Task DeletePartitionsAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct) => tx.ExecuteAsync(
        $"DELETE FROM column_statistics WHERE table_id = @tableId AND partition_name {tx.Dialect.AnyOf("names")}",
        new { tableId, names = tx.Dialect.List(names) },
        ct);

    /// <summary>Carries a partition's statistics to its new name.</summary>
    public static Task RenamePartitionAsync(Tx tx, long tableId, string name, string newName, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE column_statistics SET partition_name = @newName WHERE table_id = @tableId AND partition_name = @name",
        new { tableId, name, newName },
        ct);

    /// <summary>The columns, with their types, of which any partition of the table has statistics.</summary>
    public static async Task<List<FieldSchema>> ListPartitionColumnsAsync(Tx tx, long tableId, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<(string Name, string Type)>(
            "SELECT DISTINCT column_name, column_type FROM column_statistics WHERE table_id = @tableId AND partition_name <> ''", new { tableId }, ct);
        return rows.ConvertAll(row => new FieldSchema { Name = row.Name, Type = row.Type });
    }

    /// <summary>Forgets a column in all partitions of the table; the names of those that had statistics of it.</summary>
    public static Task<List<string>> DeletePartitionColumnAsync(Tx tx, long tableId, FieldSchema column, CancellationToken ct) => tx.QueryAsync<string>(
        """
        DELETE FROM column_statistics
        WHERE table_id = @tableId AND partition_name <> '' AND column_name = @Name AND column_type = @Type
        RETURNING partition_name
        """,
        new { tableId, column.Name, column.Type },
        ct);
}
