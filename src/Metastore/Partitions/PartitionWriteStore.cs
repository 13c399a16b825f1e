using Metastore.Privileges;
using Metastore.Statistics;
using Metastore.Storage;
using Metastore.Warehouse;

namespace Metastore.Partitions;

/// <summary>Statements that change partitions of a table, each for as many as there are.</summary>
internal static class PartitionWriteStore
{
    /// <summary>Those of the names that there are; the order is any.</summary>
    public static Task<List<string>> ListExistingAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct) => tx.QueryAsync<string>(
        $"SELECT name FROM partitions WHERE table_id = @tableId AND name {tx.Dialect.AnyOf("names")}",
        new { tableId, names = tx.Dialect.List(names) },
        ct);

    /// <summary>Adds partitions and passes over those that there are; how many were added.</summary>
    public static Task<int> AddAsync(Tx tx, List<PartitionRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        INSERT INTO partitions (table_id, name, version, location, columns_hash, payload)
        {tx.Dialect.Rows("tableId", "name", "version", "location", "hash", "payload")}
        ON CONFLICT DO NOTHING
        """,
        ct,
        Columns(rows));

    /// <summary>Replaces what is kept of partitions that there are.</summary>
    public static Task ReplaceAsync(Tx tx, List<PartitionRow> rows, CancellationToken ct) => tx.ExecuteManyAsync(
        $"""
        UPDATE partitions
        SET version = partitions.version + 1, location = given.location, columns_hash = given.hash, payload = given.payload
        FROM {tx.Dialect.Given("tableId", "name", "location", "hash", "payload")} given
        WHERE partitions.table_id = given."tableId" AND partitions.name = given.name
        """,
        ct,
        [.. Columns(rows).Where(column => column.Name != "version")]);

    /// <summary>Changes a partition in nothing but its version, so that who drops it meanwhile takes along what is added to it; false if there is none.</summary>
    public static async Task<bool> TouchAsync(Tx tx, long tableId, string name, CancellationToken ct) => await tx.ExecuteAsync(
        "UPDATE partitions SET version = version + 1 WHERE table_id = @tableId AND name = @name", new { tableId, name }, ct) > 0;

    /// <summary>Gives all partitions of a table one column list.</summary>
    public static async Task ReplaceColumnsAsync(Tx tx, long tableId, List<FieldSchema> columns, CancellationToken ct)
    {
        var lists = new ColumnLists();
        var hash = lists.HashOf(columns);
        await lists.KeepAsync(tx, ct);
        await tx.ExecuteAsync(
            "UPDATE partitions SET columns_hash = @hash, version = version + 1 WHERE table_id = @tableId",
            new { tableId, hash },
            ct);
    }

    /// <summary>Puts the partitions with a location of their own below a directory below another; all others follow the table as it is.</summary>
    public static Task MoveDirectoryAsync(Tx tx, long tableId, string from, string to, CancellationToken ct) => tx.ExecuteAsync(
        """
        UPDATE partitions
        SET location = @to || substr(location, length(@from) + 1), version = version + 1
        WHERE table_id = @tableId AND location >= @low AND location < @high
        """,
        new { tableId, from, to, low = $"{from}/", high = $"{from}{(char)('/' + 1)}" },
        ct);

    /// <summary>Leaves the partitions where they are when their table goes to another place.</summary>
    public static Task StayAsync(Tx tx, long tableId, string root, CancellationToken ct) => tx.ExecuteAsync(
        "UPDATE partitions SET location = @start || name, version = version + 1 WHERE table_id = @tableId AND location IS NULL",
        new { tableId, start = Location.Below(root, "") },
        ct);

    /// <summary>Replaces a partition by one of another name; its statistics and privileges go with it.</summary>
    public static async Task RenameAsync(Tx tx, string name, PartitionRow renamed, CancellationToken ct)
    {
        await tx.RenameAsync(
            """
            UPDATE partitions
            SET name = @newName, version = version + 1, location = @Location, columns_hash = @ColumnsHash, payload = @Payload
            WHERE table_id = @TableId AND name = @name
            """,
            new { renamed.TableId, name, newName = renamed.Name, renamed.Location, renamed.ColumnsHash, renamed.Payload },
            ct);
        await StatisticsStore.RenamePartitionAsync(tx, renamed.TableId, name, renamed.Name, ct);
        await PrivilegeStore.RenamePartitionAsync(tx, renamed.TableId, name, renamed.Name, ct);
    }

    /// <summary>Removes partitions, their statistics and privileges.</summary>
    public static async Task DeleteAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct)
    {
        var list = tx.Dialect.List(names);
        await tx.ExecuteAsync($"DELETE FROM partitions WHERE table_id = @tableId AND name {tx.Dialect.AnyOf("list")}", new { tableId, list }, ct);
        await StatisticsStore.DeletePartitionsAsync(tx, tableId, names, ct);
        await PrivilegeStore.DeleteOfPartitionsAsync(tx, tableId, names, ct);
    }

    private static (string Name, Array Values)[] Columns(List<PartitionRow> rows) =>
    [
        ("tableId", rows.ConvertAll(row => row.TableId).ToArray()),
        ("name", rows.ConvertAll(row => row.Name).ToArray()),
        ("version", rows.ConvertAll(row => row.Version).ToArray()),
        ("location", rows.ConvertAll(row => row.Location).ToArray()),
        ("hash", rows.ConvertAll(row => row.ColumnsHash).ToArray()),
        ("payload", rows.ConvertAll(row => row.Payload).ToArray()),
    ];
}
