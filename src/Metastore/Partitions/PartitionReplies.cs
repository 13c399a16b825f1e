using Metastore.Names;
using Metastore.Partitions.Filters;
using Metastore.Rpc;
using Metastore.Rpc.Wire;
using Metastore.Storage;
using Thrift.Protocol.Entities;

namespace Metastore.Partitions;

/// <summary>Reads partitions for replies: in one statement where the table is known, and straight into the reply where it goes to a client.</summary>
internal sealed class PartitionReplies(Db db, KnownTables tables)
{
    /// <summary>What <paramref name="read"/> finds in the table of this name.</summary>
    /// <exception cref="Exception">There is no such table: what <paramref name="missing"/> makes; nothing was found: what <paramref name="nothing"/> makes.</exception>
    public Task<T> ReadAsync<T>(
        TableName name, Func<Exception> missing, Func<Exception> nothing, Func<Tx, PartitionedTable, Task<T?>> read, CancellationToken ct)
        where T : class => db.ReadAsync(async tx => await tables.ReadAsync(tx, name, missing, table => read(tx, table), ct) ?? throw nothing(), ct);

    /// <summary>The same; null if there is nothing.</summary>
    /// <exception cref="Exception">There is no such table: what <paramref name="missing"/> makes.</exception>
    public Task<T?> FindAsync<T>(TableName name, Func<Exception> missing, Func<Tx, PartitionedTable, Task<T?>> read, CancellationToken ct) =>
        db.ReadAsync(tx => tables.ReadAsync(tx, name, missing, table => read(tx, table), ct), ct);

    /// <summary>The names that <paramref name="read"/>, which gets them by this class, finds in the table of this name.</summary>
    /// <exception cref="Exception">There is no such table: what <paramref name="missing"/> makes.</exception>
    public async Task<List<string>> ListNamesAsync(
        Session session, TableName name, Func<Exception> missing, Func<Tx, PartitionedTable, Task<List<string>?>> read, CancellationToken ct) =>
        await db.ReadAsync(tx => tables.ReadAsync(tx, name, missing, table => read(tx, table), ct), session.Held, ct) ?? [];

    /// <summary>The first names of a range, ascending, all if the number is negative; null if there are none. Without a session to reply to, they are all there.</summary>
    public static async Task<List<string>?> ReadNamesAsync(Tx tx, PartitionedTable table, NameRange range, int max, Session? session, CancellationToken ct)
    {
        await using var rows = await PartitionStore.OpenNamesAsync(tx, table, range, max, ct);
        if (!await rows.NextAsync(ct))
        {
            return null;
        }

        if (session is { Held: { } held, Reply: { } reply })
        {
            var total = rows.Reader.GetInt64(1);
            rows.Keep(held);
            reply.Elements = (list, ending) => StreamedList.WriteAsync(
                rows, total, list, TType.String, (name, stopping) => name.WriteUtf8Async(rows.Bytes(0), stopping), ending);
            return [BufferedProtocol.ElementsFollow];
        }

        var names = new List<string>();
        do
        {
            names.Add(rows.Reader.GetString(0));
        }
        while (await rows.NextAsync(ct));
        return names;
    }

    /// <summary>The first names that match a filter, ascending, all if the number is negative; null if none may match.</summary>
    public static async Task<List<string>?> ReadNamesAsync(Tx tx, PartitionedTable table, PartitionFilter filter, int max, CancellationToken ct)
    {
        if (max == 0 || filter.Ranges.Count == 0)
        {
            return null;
        }

        var names = filter.Ranges is [var range]
            ? await ReadNamesAsync(tx, table, range, filter.IsRange ? max : -1, null, ct)
            : await FilteredPartitionStore.ListNamesAsync(tx, table, filter.Ranges, ct);
        return filter.IsRange || names is null or [] ? names : [.. names.Where(name => filter.Matches(name)).Take(max < 0 ? int.MaxValue : max)];
    }

    /// <summary>The partitions that <paramref name="read"/>, which gets them by this class, finds in the table of this name.</summary>
    /// <exception cref="Exception">There is no such table: what <paramref name="missing"/> makes.</exception>
    public async Task<List<Partition>> ListAsync(
        TableName name, Func<Exception> missing, PartitionTrim trim, Func<Tx, PartitionedTable, Task<List<Partition>?>> read, CancellationToken ct) =>
        await db.ReadAsync(tx => tables.ReadAsync(tx, name, missing, table => read(tx, table), ct), trim.Held, ct) ?? [];

    /// <summary>The same as partition specs.</summary>
    /// <inheritdoc cref="ListAsync"/>
    public async Task<List<PartitionSpec>> ListSpecsAsync(
        TableName name, Func<Exception> missing, Func<Tx, PartitionedTable, Task<List<Partition>?>> read, CancellationToken ct)
    {
        var used = new Table();
        var partitions = await ListAsync(
            name,
            missing,
            PartitionTrim.None,
            (tx, table) =>
            {
                used = table.Table;
                return read(tx, table);
            },
            ct);
        return PartitionGrouping.ToSpecs(used, partitions);
    }

    /// <summary>The first partitions of a range of names, by name, all if the number is negative; null if there are none.</summary>
    public async Task<List<Partition>?> ReadAsync(Tx tx, PartitionedTable table, NameRange range, int max, PartitionTrim trim, CancellationToken ct) =>
        max == 0 ? null : await ReadAsync(tx, table, await PartitionStore.OpenAsync(tx, table, range, max, ct), trim, ct);

    /// <summary>The partitions of these names, by name; null if there are none.</summary>
    public async Task<List<Partition>?> ReadAsync(Tx tx, PartitionedTable table, List<string> names, PartitionTrim trim, CancellationToken ct) =>
        names.Count == 0 ? null : await ReadAsync(tx, table, await NamedPartitions.OpenAsync(tx, table, Utf8Order.Sorted(names), ct), trim, ct);

    /// <summary>The first partitions that match a filter, by name, all if the number is negative; null if there are none.</summary>
    public async Task<List<Partition>?> ReadAsync(Tx tx, PartitionedTable table, PartitionFilter filter, int max, PartitionTrim trim, CancellationToken ct) =>
        filter.IsRange
            ? await ReadAsync(tx, table, filter.Ranges[0], max, trim, ct)
            : await ReadAsync(tx, table, await ReadNamesAsync(tx, table, filter, max, ct) ?? [], trim, ct);

    private async Task<List<Partition>?> ReadAsync(Tx tx, PartitionedTable table, Rows opened, PartitionTrim trim, CancellationToken ct)
    {
        var list = new List<PartitionRow>();
        await using (var rows = opened)
        {
            if (!await rows.NextAsync(ct))
            {
                return null;
            }

            if (trim.Held is { } held)
            {
                rows.Keep(held);
                return [new StreamedPartitions(db, table, trim, rows)];
            }

            do
            {
                list.Add(PartitionRow.Read(rows.Reader, table.Id));
            }
            while (await rows.NextAsync(ct));
        }

        return await PartitionReader.ReadAsync(tx, table.Table, list, trim, ct);
    }
}
