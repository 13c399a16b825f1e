using Metastore.Storage;

namespace Metastore.Partitions;

/// <summary>Reads the partitions of given names. Where many of them lie close together, all that lie between are read, which costs less than looking each up.</summary>
internal static class NamedPartitions
{
    // Below, one statement more costs more than it wins.
    private const int FewestOfMany = 64;

    // To read a partition in vain costs less than to look one up and to count it.
    private const int MostReadForOne = 2;

    /// <summary>The partitions of these names, which ascend, by name, if the table is still at its version; missing ones are left out.</summary>
    public static async Task<Rows> OpenAsync(Tx tx, PartitionedTable table, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (names.Count < FewestOfMany || await CountAsync(tx, table, names, ct) is not { } total)
        {
            return await PartitionStore.OpenAsync(tx, table, names, ct);
        }

        var rows = await PartitionStore.OpenBetweenAsync(tx, table, names[0], names[^1], total, ct);
        var wanted = new AscendingNames(names);
        rows.Filter = row => wanted.Contains(row.Bytes(PartitionRow.NameColumn));
        return rows;
    }

    // How many of the names there are; null if too many others lie between them.
    private static async Task<int?> CountAsync(Tx tx, PartitionedTable table, IReadOnlyList<string> names, CancellationToken ct)
    {
        var most = names.Count * MostReadForOne;
        var wanted = new AscendingNames(names);
        var (read, found) = (0, 0);
        await using var rows = await PartitionStore.OpenNamesBetweenAsync(tx, table.Id, names[0], names[^1], most + 1, ct);
        while (await rows.NextAsync(ct))
        {
            read++;
            found += wanted.Contains(rows.Bytes(0)) ? 1 : 0;
        }

        return read > most ? null : found;
    }
}
