using Metastore.Names;
using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>The partitions' rows. Names are in byte order throughout.</summary>
internal static class PartitionStore
{
    public static Task<PartitionRow?> FindAsync(Tx tx, long tableId, string name, CancellationToken ct) => tx.SingleOrDefaultAsync<PartitionRow>(
        """
        SELECT table_id, name, version, location, columns_hash, payload
        FROM partitions
        WHERE table_id = @tableId AND name = @name
        """,
        new { tableId, name },
        ct);

    /// <summary>The partitions of these names, by name; missing ones are left out.</summary>
    public static Task<List<PartitionRow>> FindManyAsync(Tx tx, long tableId, IEnumerable<string> names, CancellationToken ct) => tx.QueryAsync<PartitionRow>(
        $"""
        SELECT table_id, name, version, location, columns_hash, payload
        FROM partitions
        WHERE table_id = @tableId AND name {tx.Dialect.AnyOf("names")}
        ORDER BY name
        """,
        new { tableId, names = tx.Dialect.List(names) },
        ct);

    /// <summary>The first partitions of a range of names, by name; no limit if it is negative.</summary>
    public static Task<List<PartitionRow>> ListAsync(Tx tx, long tableId, NameRange range, int limit, CancellationToken ct) => tx.QueryAsync<PartitionRow>(
        """
        SELECT table_id, name, version, location, columns_hash, payload
        FROM partitions
        WHERE table_id = @tableId AND name >= @Low AND name < @High
        ORDER BY name
        LIMIT @limit
        """,
        Scan(tableId, range, limit),
        ct);

    /// <summary>The first names of a range, ascending; no limit if it is negative.</summary>
    public static Task<List<string>> ListNamesAsync(Tx tx, long tableId, NameRange range, int limit, CancellationToken ct) => tx.QueryAsync<string>(
        """
        SELECT name
        FROM partitions
        WHERE table_id = @tableId AND name >= @Low AND name < @High
        ORDER BY name
        LIMIT @limit
        """,
        Scan(tableId, range, limit),
        ct);

    /// <summary>The same if the table is still at its version, else none; each row says how many there are, since a reply has to say it before the first.</summary>
    public static Task<Rows> OpenNamesAsync(Tx tx, PartitionedTable table, NameRange range, int limit, CancellationToken ct) => tx.ReadAsync(
        """
        SELECT name, (
            SELECT count(*)
            FROM (SELECT 1 FROM partitions WHERE table_id = @tableId AND name >= @Low AND name < @High LIMIT @limit) counted)
        FROM partitions
        WHERE table_id = (SELECT id FROM tables WHERE id = @tableId AND version = @version) AND name >= @Low AND name < @High
        ORDER BY name
        LIMIT @limit
        """,
        Scan(table.Id, range, limit, table.Row.Version),
        ct);

    /// <summary>A partition, if the table is still at its version.</summary>
    public static Task<PartitionRow?> FindAsync(Tx tx, PartitionedTable table, string name, CancellationToken ct) => tx.SingleOrDefaultAsync<PartitionRow>(
        """
        SELECT table_id, name, version, location, columns_hash, payload
        FROM partitions
        WHERE table_id = (SELECT id FROM tables WHERE id = @Id AND version = @Version) AND name = @name
        """,
        new { table.Id, table.Row.Version, name },
        ct);

    /// <summary>The first partitions of a range of names, by name, if the table is still at its version; no limit if it is negative.</summary>
    /// <remarks>Each row says how many there are, since a reply has to say it before the first.</remarks>
    public static Task<Rows> OpenAsync(Tx tx, PartitionedTable table, NameRange range, int limit, CancellationToken ct) => tx.ReadAsync(
        """
        SELECT name, location, columns_hash, payload, (
            SELECT count(*)
            FROM (SELECT 1 FROM partitions WHERE table_id = @tableId AND name >= @Low AND name < @High LIMIT @limit) counted)
        FROM partitions
        WHERE table_id = (SELECT id FROM tables WHERE id = @tableId AND version = @version) AND name >= @Low AND name < @High
        ORDER BY name
        LIMIT @limit
        """,
        Scan(table.Id, range, limit, table.Row.Version),
        ct);

    /// <summary>The partitions of these names, which ascend, by name, if the table is still at its version; missing ones are left out.</summary>
    /// <inheritdoc cref="OpenAsync(Tx, PartitionedTable, NameRange, int, CancellationToken)"/>
    public static Task<Rows> OpenAsync(Tx tx, PartitionedTable table, IReadOnlyList<string> names, CancellationToken ct) => tx.ReadAsync(
        $"""
        SELECT p.name, p.location, p.columns_hash, p.payload, (SELECT count(*) FROM partitions WHERE table_id = @Id AND name {tx.Dialect.AnyOf("names")})
        FROM {tx.Dialect.FromEach("names", "partitions p")}
        WHERE p.table_id = (SELECT id FROM tables WHERE id = @Id AND version = @Version) AND {tx.Dialect.IsEach("names", "p.name")}
        ORDER BY {tx.Dialect.OrderOfEach("p.name")}
        """,
        new { table.Id, table.Row.Version, names = tx.Dialect.List(names) },
        ct);

    /// <summary>The first names from one name to another, ascending.</summary>
    public static Task<Rows> OpenNamesBetweenAsync(Tx tx, long tableId, string first, string last, int limit, CancellationToken ct) => tx.ReadAsync(
        "SELECT name FROM partitions WHERE table_id = @tableId AND name >= @first AND name <= @last ORDER BY name LIMIT @limit",
        new { tableId, first, last, limit },
        ct);

    /// <summary>The partitions from one name to another, by name, if the table is still at its version; each row says that there are <paramref name="total"/>.</summary>
    public static Task<Rows> OpenBetweenAsync(Tx tx, PartitionedTable table, string first, string last, long total, CancellationToken ct) => tx.ReadAsync(
        """
        SELECT name, location, columns_hash, payload, @total
        FROM partitions
        WHERE table_id = (SELECT id FROM tables WHERE id = @Id AND version = @Version) AND name >= @first AND name <= @last
        ORDER BY name
        """,
        new { table.Id, table.Row.Version, first, last, total },
        ct);

    /// <summary>The locations of the partitions that do not simply lie below the table's.</summary>
    public static Task<List<string>> ListPlacesAsync(Tx tx, long tableId, CancellationToken ct) => tx.QueryAsync<string>(
        "SELECT location FROM partitions WHERE table_id = @tableId AND location > ''",
        new { tableId },
        ct);

    /// <summary>How many there are, if the table is still at its version; null if there are none.</summary>
    public static Task<int?> CountAsync(Tx tx, PartitionedTable table, CancellationToken ct) => tx.SingleOrDefaultAsync<int?>(
        "SELECT nullif(count(*), 0) FROM partitions WHERE table_id = (SELECT id FROM tables WHERE id = @Id AND version = @Version)",
        new { table.Id, table.Row.Version },
        ct);

    /// <summary>A column list as it is stored (<see cref="PartitionPayload.WriteColumns"/>); it is there as long as a partition refers to it.</summary>
    public static async Task<byte[]> ReadColumnsAsync(Tx tx, byte[] hash, CancellationToken ct) =>
        (await tx.SingleOrDefaultAsync<byte[]>("SELECT payload FROM column_lists WHERE hash = @hash", new { hash }, ct))!;

    // Without a limit: more than any table has.
    private static object Scan(long tableId, NameRange range, int limit, long version = 0) =>
        new { tableId, version, range.Low, range.High, limit = limit < 0 ? long.MaxValue : limit };
}
