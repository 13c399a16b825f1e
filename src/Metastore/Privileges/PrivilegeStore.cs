using Metastore.Storage;

namespace Metastore.Privileges;

/// <summary>The privileges' rows. They go with their object, and keep to it when it is renamed.</summary>
internal static class PrivilegeStore
{
    private const string Columns =
        """
        p.id, p.object_type, p.database_id, p.table_id, p.partition_name, p.column_name, p.principal_type, p.principal, p.privilege,
        p.grantor, p.grantor_type, p.grant_option, p.created, p.authorizer
        """;

    /// <summary>All privileges on one object, in the order of granting; on any of a table's columns where the column is empty.</summary>
    public static Task<List<PrivilegeRow>> ListAsync(Tx tx, PrivilegeObject on, CancellationToken ct) => on.Type switch
    {
        HiveObjectType.GLOBAL => ListGlobalAsync(tx, ct),
        HiveObjectType.DATABASE => ListOnDatabaseAsync(tx, on, ct),
        _ => ListInTableAsync(tx, on, ct),
    };

    /// <summary>All privileges of one principal, or of everybody if it is empty, on objects of one kind, or of all kinds.</summary>
    public static Task<List<PrivilegeRow>> ListAllAsync(Tx tx, string principal, PrincipalType type, HiveObjectType? kind, CancellationToken ct) =>
        tx.QueryAsync<PrivilegeRow>(
            $"""
            SELECT {Columns}, COALESCE(t.catalog, d.catalog) AS catalog, COALESCE(t.database, d.name) AS database, t.name AS table_name
            FROM privileges p
            LEFT JOIN databases d ON d.id = p.database_id
            LEFT JOIN tables t ON t.id = p.table_id
            WHERE (@principal = '' OR (p.principal_type = @type AND p.principal = @principal)) AND (@kind = 0 OR p.object_type = @kind)
            ORDER BY p.id
            """,
            new { principal, type = (long)type, kind = (long)(kind ?? 0) },
            ct);

    /// <summary>All privileges on a table and its columns, without those on partitions.</summary>
    public static Task<List<PrivilegeRow>> ListOfTableAsync(Tx tx, long tableId, CancellationToken ct) => tx.QueryAsync<PrivilegeRow>(
        $"""
        SELECT {Columns}
        FROM privileges p
        WHERE p.table_id = @tableId AND p.partition_name IS NULL
        ORDER BY p.id
        """,
        new { tableId },
        ct);

    /// <summary>All privileges on these partitions as a whole.</summary>
    public static Task<List<PrivilegeRow>> ListOfPartitionsAsync(Tx tx, long tableId, IEnumerable<string> partitions, CancellationToken ct) =>
        tx.QueryAsync<PrivilegeRow>(
            $"""
            SELECT {Columns}
            FROM privileges p
            WHERE p.table_id = @tableId AND p.partition_name {tx.Dialect.AnyOf("partitions")} AND p.object_type = @type
            ORDER BY p.id
            """,
            new { tableId, partitions = tx.Dialect.List(partitions), type = (long)HiveObjectType.PARTITION },
            ct);

    public static Task AddAsync(Tx tx, IReadOnlyList<PrivilegeRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO privileges (
            id, object_type, database_id, table_id, partition_name, column_name, principal_type, principal, privilege,
            grantor, grantor_type, grant_option, created, authorizer)
        {tx.Dialect.Rows("id", "kind", "database", "table", "partition", "column", "type", "principal", "privilege", "grantor", "grantorType", "option", "created", "authorizer")}
        """,
        ct,
        ("id", rows.Select(row => row.Id).ToArray()),
        ("kind", rows.Select(row => (long)row.ObjectType).ToArray()),
        ("database", rows.Select(row => row.DatabaseId).ToArray()),
        ("table", rows.Select(row => row.TableId).ToArray()),
        ("partition", rows.Select(row => row.PartitionName).ToArray()),
        ("column", rows.Select(row => row.ColumnName).ToArray()),
        ("type", rows.Select(row => (long)row.PrincipalType).ToArray()),
        ("principal", rows.Select(row => row.Principal).ToArray()),
        ("privilege", rows.Select(row => row.Privilege).ToArray()),
        ("grantor", rows.Select(row => row.Grantor).ToArray()),
        ("grantorType", rows.Select(row => (long)row.GrantorType).ToArray()),
        ("option", rows.Select(row => row.GrantOption ? 1L : 0L).ToArray()),
        ("created", rows.Select(row => row.Created).ToArray()),
        ("authorizer", rows.Select(row => row.Authorizer).ToArray()));

    public static Task TakeGrantOptionAsync(Tx tx, long id, CancellationToken ct) =>
        tx.ExecuteAsync("UPDATE privileges SET grant_option = 0 WHERE id = @id", new { id }, ct);

    public static Task DeleteAsync(Tx tx, IEnumerable<long> ids, CancellationToken ct) =>
        tx.ExecuteAsync($"DELETE FROM privileges WHERE id {tx.Dialect.AnyOf("ids")}", new { ids = tx.Dialect.List(ids) }, ct);

    public static Task DeleteOfRoleAsync(Tx tx, string role, CancellationToken ct) => tx.ExecuteAsync(
        "DELETE FROM privileges WHERE principal_type = @type AND principal = @role", new { type = (long)PrincipalType.ROLE, role }, ct);

    /// <summary>Removes all privileges on these partitions and their columns.</summary>
    public static Task DeleteOfPartitionsAsync(Tx tx, long tableId, IEnumerable<string> partitions, CancellationToken ct) => tx.ExecuteAsync(
        $"DELETE FROM privileges WHERE table_id = @tableId AND partition_name {tx.Dialect.AnyOf("partitions")}",
        new { tableId, partitions = tx.Dialect.List(partitions) },
        ct);

    /// <summary>Carries the privileges on a partition and its columns to its new name.</summary>
    public static Task RenamePartitionAsync(Tx tx, long tableId, string name, string newName, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE privileges SET partition_name = @newName WHERE table_id = @tableId AND partition_name = @name",
        new { tableId, name, newName },
        ct);

    private static Task<List<PrivilegeRow>> ListGlobalAsync(Tx tx, CancellationToken ct) => tx.QueryAsync<PrivilegeRow>(
        $"""
        SELECT {Columns}
        FROM privileges p
        WHERE p.object_type = @type
        ORDER BY p.id
        """,
        new { type = (long)HiveObjectType.GLOBAL },
        ct);

    private static Task<List<PrivilegeRow>> ListOnDatabaseAsync(Tx tx, PrivilegeObject on, CancellationToken ct) => tx.QueryAsync<PrivilegeRow>(
        $"""
        SELECT {Columns}, d.catalog, d.name AS database
        FROM privileges p
        JOIN databases d ON d.id = p.database_id
        WHERE d.catalog = @Catalog AND d.name = @Database
        ORDER BY p.id
        """,
        new { on.Catalog, on.Database },
        ct);

    private static Task<List<PrivilegeRow>> ListInTableAsync(Tx tx, PrivilegeObject on, CancellationToken ct) => tx.QueryAsync<PrivilegeRow>(
        $"""
        SELECT {Columns}, t.catalog, t.database, t.name AS table_name
        FROM privileges p
        JOIN tables t ON t.id = p.table_id
        WHERE t.catalog = @Catalog AND t.database = @Database AND t.name = @Table AND p.object_type = @type
            AND COALESCE(p.partition_name, '') = @Partition AND (@Column = '' OR p.column_name = @Column)
        ORDER BY p.id
        """,
        new { on.Catalog, on.Database, on.Table, on.Partition, on.Column, type = (long)on.Type },
        ct);
}
