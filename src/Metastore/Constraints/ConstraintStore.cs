using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Constraints;

/// <summary>The constraints' rows. A foreign key is kept with the table that has it, and goes with either table.</summary>
internal static class ConstraintStore
{
    /// <summary>A table's constraints of one kind in the order in which they were added; a table that does not exist has none.</summary>
    public static Task<List<ConstraintRow>> ListAsync(Tx tx, TableName table, string kind, CancellationToken ct) => tx.QueryAsync<ConstraintRow>(
        """
        SELECT c.table_id, c.id, c.kind, c.name, c.position, c.column_name, c.promises, c.expression, c.parent_id, c.parent_column, c.parent_key,
            c.update_rule, c.delete_rule
        FROM tables t
        JOIN table_constraints c ON c.table_id = t.id
        WHERE t.catalog = @Catalog AND t.database = @Database AND t.name = @Table AND c.kind = @kind
        ORDER BY c.id
        """,
        new { table.Catalog, table.Database, table.Table, kind },
        ct);

    /// <summary>All of a table's constraints in the order in which they were added.</summary>
    public static Task<List<ConstraintRow>> ListAsync(Tx tx, TableName table, CancellationToken ct) => tx.QueryAsync<ConstraintRow>(
        """
        SELECT c.table_id, c.id, c.kind, c.name, c.position, c.column_name, c.promises, c.expression, c.parent_id, c.parent_column, c.parent_key,
            c.update_rule, c.delete_rule
        FROM tables t
        JOIN table_constraints c ON c.table_id = t.id
        WHERE t.catalog = @Catalog AND t.database = @Database AND t.name = @Table
        ORDER BY c.id
        """,
        table,
        ct);

    /// <summary>A table's constraints and the foreign keys that refer to it.</summary>
    public static Task<List<ConstraintRow>> ListAroundAsync(Tx tx, long tableId, CancellationToken ct) => tx.QueryAsync<ConstraintRow>(
        """
        SELECT table_id, id, kind, name, position, column_name, promises, expression, parent_id, parent_column, parent_key, update_rule, delete_rule
        FROM table_constraints
        WHERE table_id = @tableId OR parent_id = @tableId
        ORDER BY id
        """,
        new { tableId },
        ct);

    /// <summary>
    /// The foreign keys between tables of a catalog, in the order in which they were added; a null name stands for any. The key named is the
    /// parent's primary key, where it has one, even if a unique constraint is referred to: so Hive does.
    /// </summary>
    public static Task<List<ForeignKeyRow>> ListForeignKeysAsync(
        Tx tx, string catalog, string? database, string? table, string? parentDatabase, string? parentTable, CancellationToken ct) =>
        tx.QueryAsync<ForeignKeyRow>(
            """
            SELECT t.catalog, t.database, t.name AS table_name, p.database AS parent_database, p.name AS parent_table, c.name, c.position, c.column_name,
                c.parent_column, c.update_rule, c.delete_rule, c.promises,
                COALESCE((SELECT MIN(k.name) FROM table_constraints k WHERE k.table_id = p.id AND k.kind = 'pk'), c.parent_key) AS parent_key
            FROM table_constraints c
            JOIN tables t ON t.id = c.table_id
            JOIN tables p ON p.id = c.parent_id
            WHERE t.catalog = @catalog
                AND (t.database = @database OR @database IS NULL) AND (t.name = @table OR @table IS NULL)
                AND (p.database = @parentDatabase OR @parentDatabase IS NULL) AND (p.name = @parentTable OR @parentTable IS NULL)
            ORDER BY c.id
            """,
            new { catalog, database, table, parentDatabase, parentTable },
            ct);

    public static Task AddAsync(Tx tx, List<ConstraintRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO table_constraints (
            table_id, id, kind, name, position, column_name, promises, expression, parent_id, parent_column, parent_key, update_rule, delete_rule)
        {tx.Dialect.Rows("tables", "ids", "kinds", "names", "positions", "columns", "promises", "expressions", "parents", "parentColumns", "parentKeys", "updates", "deletes")}
        """,
        ct,
        ("tables", Column(rows, row => row.TableId)),
        ("ids", Column(rows, row => row.Id)),
        ("kinds", Column(rows, row => row.Kind)),
        ("names", Column(rows, row => row.Name)),
        ("positions", Column(rows, row => row.Position)),
        ("columns", Column(rows, row => row.ColumnName)),
        ("promises", Column(rows, row => row.Promises)),
        ("expressions", Column(rows, row => row.Expression)),
        ("parents", Column(rows, row => row.ParentId)),
        ("parentColumns", Column(rows, row => row.ParentColumn)),
        ("parentKeys", Column(rows, row => row.ParentKey)),
        ("updates", Column(rows, row => row.UpdateRule)),
        ("deletes", Column(rows, row => row.DeleteRule)));

    public static Task DeleteAsync(Tx tx, IEnumerable<ConstraintRow> rows, CancellationToken ct) => tx.ExecuteAsync(
        $"""
        DELETE FROM table_constraints
        WHERE table_id {tx.Dialect.AnyOf("tables")} AND id {tx.Dialect.AnyOf("ids")}
        """,
        new { tables = tx.Dialect.List(rows.Select(row => row.TableId)), ids = tx.Dialect.List(rows.Select(row => row.Id)) },
        ct);

    private static T[] Column<T>(List<ConstraintRow> rows, Converter<ConstraintRow, T> value) => [.. rows.ConvertAll(value)];
}
